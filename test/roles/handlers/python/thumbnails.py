import os
import urllib.parse
import uuid

import boto3
from PIL import Image

s3_client = boto3.client('s3')


def resize(source, target):
    with Image.open(source) as image:
        image.thumbnail((128, 128))
        image.save(target)


def handler(event, _context):
    for record in event['Records']:
        bucket = record['s3']['bucket']['name']
        key = urllib.parse.unquote_plus(record['s3']['object']['key'])
        source = f'/tmp/{uuid.uuid4()}'
        s3_client.download_file(bucket, key, source)
        resize(source, source + '-small')
        s3_client.upload_file(source + '-small', '{}-thumbnails'.format(os.environ['STAGE']), key)
