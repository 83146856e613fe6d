import os
import boto3

dynamodb = boto3.client('dynamodb')


def scan_all(**extra):
    kwargs = {'TableName': os.environ['USERS_TABLE'], 'Limit': 100}
    kwargs.update(extra)
    items = []
    while True:
        response = dynamodb.scan(**kwargs)
        items.extend(response['Items'])
        if 'LastEvaluatedKey' not in response:
            return items
        kwargs['ExclusiveStartKey'] = response['LastEvaluatedKey']


def handler(event, context):
    params = dict(TableName=os.environ['COUNTERS_TABLE'], Key={'id': {'S': 'users'}})
    params['UpdateExpression'] = 'SET total = :t'
    params['ExpressionAttributeValues'] = {':t': {'N': str(len(scan_all(ConsistentRead=True)))}}
    dynamodb.update_item(**params)
