import json
import os
import uuid

import boto3

dynamodb = boto3.resource('dynamodb')
table = dynamodb.Table(os.environ['ORDERS_TABLE'])


def lambda_handler(event, context):
    method = event['httpMethod']
    if method == 'POST':
        order = json.loads(event['body'])
        order['id'] = str(uuid.uuid4())
        table.put_item(Item=order)
        return {'statusCode': 201, 'body': json.dumps(order)}
    order_id = event['pathParameters']['id']
    if method == 'DELETE':
        table.delete_item(Key={'id': order_id})
        return {'statusCode': 204}
    found = table.get_item(Key={'id': order_id}).get('Item')
    return {'statusCode': 200 if found else 404, 'body': json.dumps(found)}
