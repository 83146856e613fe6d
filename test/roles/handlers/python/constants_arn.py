import boto3

TOPIC = 'arn:aws:sns:eu-west-1:123456789012:alerts'
QUEUE = 'https://sqs.eu-west-1.amazonaws.com/123456789012/dead-letters'
TABLES = {'users': 'prod-users', 'orders': 'prod-orders'}

sns = boto3.client('sns')
sqs = boto3.client('sqs')
db = boto3.client('dynamodb')


def handler(event, context):
    db.get_item(TableName=TABLES['users'], Key={'id': {'S': '1'}})
    db.put_item(TableName=TABLES.get('orders'), Item={'id': {'S': '1'}})
    sqs.delete_message(QueueUrl=QUEUE, ReceiptHandle=event['handle'])
    sns.publish(TopicArn=TOPIC, Message='done')
