import os
import boto3

dynamodb = boto3.client('dynamodb')


def handler(event, context):
    dynamodb.execute_statement(Statement=f'SELECT * FROM "{os.environ["ITEMS"]}" WHERE id = ?', Parameters=[{'S': event['id']}])
    dynamodb.execute_statement(Statement="DELETE FROM old WHERE id = ?", Parameters=[{'S': event['id']}])
