import os
import boto3

session = boto3.session.Session()
s3 = session.client('s3')
BUCKET = os.environ['DATA_BUCKET']


def keys(prefix):
    paginator = s3.get_paginator('list_objects_v2')
    for page in paginator.paginate(Bucket=BUCKET, Prefix=prefix):
        for item in page.get('Contents', []):
            yield item['Key']


def handler(event, context):
    for key in keys('raw/'):
        s3.copy_object(CopySource={'Bucket': BUCKET, 'Key': key}, Bucket=os.environ['ARCHIVE_BUCKET'], Key=key)
        s3.delete_object(Bucket=BUCKET, Key=key)
