import os
import boto3


def get_user(table, user_id):
    return table.get_item(Key={'id': user_id})


def notify(sns, topic, message):
    sns.publish(TopicArn=topic, Message=message)


def run(event, clients):
    user = get_user(clients['dynamodb'].Table(os.environ['USERS']), event['id'])
    notify(clients['sns'], os.environ['TOPIC'], str(user))


def handler(event, context):
    clients = {'dynamodb': boto3.resource('dynamodb'), 'sns': boto3.client('sns')}
    run(event, clients)
