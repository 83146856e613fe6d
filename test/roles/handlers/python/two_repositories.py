import os
import boto3

resource = boto3.resource('dynamodb')


class Store:
    def __init__(self, name):
        self.table = resource.Table(name)

    def read(self, key):
        return self.table.get_item(Key={'id': key})

    def write(self, item):
        self.table.put_item(Item=item)


users = Store(os.environ['USERS'])
audit = Store(os.environ['AUDIT'])


def handler(event, context):
    user = users.read(event['id'])
    audit.write({'id': event['id'], 'user': user})
