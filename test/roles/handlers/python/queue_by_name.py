import os
import boto3

sqs = boto3.resource('sqs', region_name='eu-west-1')


def handler(event, context):
    queue = sqs.get_queue_by_name(QueueName=os.getenv('WORK_QUEUE', 'work'))
    for message in queue.receive_messages(MaxNumberOfMessages=10, WaitTimeSeconds=5):
        print(message.body)
        message.delete()
    queue.send_message(MessageBody='done')
