import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import boto3

s3 = boto3.client('s3')
sqs = boto3.client('sqs')
BUCKET = os.environ['SOURCE_BUCKET']


def fetch(bucket, key):
    return s3.get_object(Bucket=bucket, Key=key)['Body'].read()


def handler(event, context):
    send = partial(sqs.send_message, QueueUrl=os.environ['QUEUE_URL'])
    with ThreadPoolExecutor(max_workers=4) as executor:
        futures = [executor.submit(fetch, BUCKET, key) for key in event['keys']]
        executor.submit(s3.put_object, Bucket=os.environ['DONE_BUCKET'], Key='done', Body=b'')
    for future in futures:
        send(MessageBody=future.result().decode())
