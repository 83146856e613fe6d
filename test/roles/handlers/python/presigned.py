import json
import os
import boto3
from botocore.config import Config

s3 = boto3.client('s3', config=Config(signature_version='s3v4'))


def lambda_handler(event, context):
    name = event['queryStringParameters']['name']
    url = s3.generate_presigned_url(ClientMethod='get_object', Params={'Bucket': os.environ['DOWNLOADS'], 'Key': name}, ExpiresIn=60)
    form = s3.generate_presigned_post(os.environ['UPLOADS'], name, ExpiresIn=60)
    return {'statusCode': 200, 'body': json.dumps({'url': url, 'form': form})}
