import boto3

_s3 = None


def s3():
    global _s3
    if _s3 is None:
        _s3 = boto3.client('s3')
    return _s3


dynamodb = boto3.resource('dynamodb')
