import os
import boto3

client = boto3.client('dynamodb')
ACCOUNTS = os.environ['ACCOUNTS']
LEDGER = os.environ['LEDGER']


def transfer(sender, receiver, amount):
    client.transact_write_items(TransactItems=[
        {'Update': {'TableName': ACCOUNTS, 'Key': {'id': {'S': sender}}, 'UpdateExpression': 'SET balance = balance - :a'}},
        {'Update': {'TableName': ACCOUNTS, 'Key': {'id': {'S': receiver}}, 'UpdateExpression': 'SET balance = balance + :a'}},
        {'Put': {'TableName': LEDGER, 'Item': {'amount': {'N': str(amount)}}}},
    ])


def handler(event, context):
    transfer(event['from'], event['to'], event['amount'])
    return client.batch_get_item(RequestItems={ACCOUNTS: {'Keys': [{'id': {'S': event['from']}}]}})
