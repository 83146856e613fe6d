import os
import boto3
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

processor = BatchProcessor(event_type=EventType.SQS)
s3 = boto3.client('s3')


def record_handler(record: SQSRecord):
    s3.put_object(Bucket=os.environ['MESSAGES_BUCKET'], Key=record.message_id, Body=record.body, ServerSideEncryption='aws:kms', Tagging='kind=message')


def lambda_handler(event, context):
    return process_partial_response(event=event, record_handler=record_handler, processor=processor, context=context)
