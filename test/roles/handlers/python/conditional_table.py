import os
import boto3

IS_TEST = os.environ.get('IS_TEST') == 'true'
dynamodb = boto3.resource('dynamodb')
table = dynamodb.Table(os.environ['TEST_TABLE'] if IS_TEST else os.environ['LIVE_TABLE'])


def handler(event, context):
    if IS_TEST:
        bucket = os.environ['TEST_BUCKET']
    else:
        bucket = os.environ['LIVE_BUCKET']
    boto3.client('s3').put_object(Bucket=bucket, Key='x', Body=str(table.scan(Limit=1)))
