import json
from os import environ

from boto3 import client

sns = client('sns')
sqs = client('sqs')


def publish(message, topic_arn=environ.get('TOPIC_ARN')):
    return sns.publish(TopicArn=topic_arn, Message=json.dumps(message))


def main(event, context):
    entries = []
    for i, record in enumerate(event['Records']):
        body = json.loads(record['body'])
        publish(body)
        entries.append({'Id': str(i), 'MessageBody': record['body']})
    sqs.send_message_batch(QueueUrl=environ['AUDIT_QUEUE_URL'], Entries=entries)
