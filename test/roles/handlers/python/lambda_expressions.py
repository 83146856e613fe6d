import os
import boto3

client = lambda name: boto3.client(name)
read = lambda key: client('s3').get_object(Bucket=os.environ['READS'], Key=key)
TABLES = [os.environ['TABLE_A'], os.environ['TABLE_B']]


def handler(event, context):
    dynamodb = boto3.resource('dynamodb')
    for table in map(dynamodb.Table, TABLES):
        table.scan(Limit=1)
    for name in TABLES:
        dynamodb.Table(name).delete_item(Key={'id': 1})
    return list(map(read, event['keys']))
