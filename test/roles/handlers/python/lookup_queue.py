import os
import boto3

sqs = boto3.client('sqs')
queue_url = sqs.get_queue_url(QueueName=os.environ['QUEUE_NAME'])['QueueUrl']


def handler(event, context):
    messages = sqs.receive_message(QueueUrl=queue_url).get('Messages', [])
    for message in messages:
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message['ReceiptHandle'])
    sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=['ApproximateNumberOfMessages'])
