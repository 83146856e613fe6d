import base64
import json
import os
from functools import lru_cache

import boto3
from botocore.exceptions import ClientError


@lru_cache(maxsize=None)
def client(name):
    return boto3.client(name)


@lru_cache
def get_secret():
    try:
        response = client('secretsmanager').get_secret_value(SecretId=os.environ['DB_SECRET_ARN'])
    except ClientError as error:
        raise error
    if 'SecretString' in response:
        return json.loads(response['SecretString'])
    return base64.b64decode(response['SecretBinary'])


def parameter(name):
    return client('ssm').get_parameter(Name=f'/{os.environ["STAGE"]}/{name}', WithDecryption=True)['Parameter']['Value']


def handler(event, context):
    secret = get_secret()
    return parameter('endpoint'), secret['username']
