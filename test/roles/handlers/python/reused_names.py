import os
import boto3

s3 = boto3.client('s3')


def handler(event, context):
    params = {'Bucket': os.environ['FIRST'], 'Key': 'a'}
    s3.get_object(**params)
    params = {'Bucket': os.environ['SECOND'], 'Key': 'b'}
    s3.put_object(**params, Body='x')
    client = boto3.client('sqs')
    client.send_message(QueueUrl=os.environ['QUEUE'], MessageBody='x')
    client = boto3.client('sns')
    client.publish(TopicArn=os.environ['TOPIC'], Message='x')
