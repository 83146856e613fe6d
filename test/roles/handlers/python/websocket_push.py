import json
import os
import boto3
from botocore.exceptions import ClientError

connections = boto3.resource('dynamodb').Table(os.environ['CONNECTIONS_TABLE'])


def handler(event, context):
    domain, stage = event['requestContext']['domainName'], event['requestContext']['stage']
    api = boto3.client('apigatewaymanagementapi', endpoint_url=f'https://{domain}/{stage}')
    for item in connections.scan(ProjectionExpression='connectionId')['Items']:
        try:
            api.post_to_connection(ConnectionId=item['connectionId'], Data=json.dumps(event['body']).encode())
        except api.exceptions.GoneException:
            connections.delete_item(Key={'connectionId': item['connectionId']})
        except ClientError:
            pass
    return {'statusCode': 200}
