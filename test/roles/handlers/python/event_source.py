import boto3
from aws_lambda_powertools.utilities.data_classes import S3Event, event_source

s3 = boto3.client('s3')


@event_source(data_class=S3Event)
def lambda_handler(event: S3Event, context):
    for record in event.records:
        s3.head_object(Bucket=record.s3.bucket.name, Key=record.s3.get_object.key)
        s3.get_object_tagging(Bucket=event.bucket_name, Key=event.object_key)
