import base64

from package.clients import dynamodb
from package.config import Config
from package import storage

table = dynamodb.Table(Config.TABLE)


def handler(event, context):
    user = event['requestContext']['authorizer']['claims']['sub']
    storage.store(user, base64.b64decode(event['body']))
    table.update_item(Key={'id': user}, UpdateExpression='SET avatar = :a', ExpressionAttributeValues={':a': True})
    return table.get_item(Key={'id': user})['Item']
