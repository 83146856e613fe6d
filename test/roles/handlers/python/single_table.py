import os
from dataclasses import dataclass, field

import boto3
from boto3.dynamodb.conditions import Attr, Key


@dataclass
class Settings:
    table_name: str = os.environ['TABLE_NAME']
    index: str = field(default='GSI1')


class Repository:
    def __init__(self, settings, resource=None):
        self._resource = resource or boto3.resource('dynamodb')
        self._table = self._resource.Table(settings.table_name)
        self.index = settings.index

    def save(self, items):
        with self._table.batch_writer() as batch:
            for item in items:
                batch.put_item(Item=item)

    def orders_of(self, user):
        return self._table.query(
            IndexName=self.index,
            KeyConditionExpression=Key('GSI1PK').eq(f'USER#{user}') & Key('GSI1SK').begins_with('ORDER#'),
            FilterExpression=Attr('deleted').not_exists(),
        )['Items']

    def touch(self, key):
        self._table.update_item(Key=key, UpdateExpression='SET seen = :n', ExpressionAttributeValues={':n': 1})


repository = Repository(Settings())


def lambda_handler(event, context):
    repository.save(event['items'])
    repository.touch(event['key'])
    return repository.orders_of(event['user'])
