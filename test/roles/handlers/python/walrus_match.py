import os
import boto3

s3 = boto3.client('s3')


def handler(event, context):
    match event:
        case {'action': 'read', 'key': key}:
            return s3.get_object(Bucket=os.environ['DATA'], Key=key)
        case {'action': 'list'}:
            if (response := s3.list_objects_v2(Bucket=os.environ['DATA'])).get('KeyCount'):
                return [item['Key'] for item in response['Contents']]
        case _:
            a, b = os.environ['DATA'], os.environ['TRASH']
            s3.copy({'Bucket': a, 'Key': 'x'}, b, 'x')
