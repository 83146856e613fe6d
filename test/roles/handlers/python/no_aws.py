import json
import requests


def handler(event, context):
    response = requests.get('https://example.com/api', params={'id': event['id']}, timeout=3)
    cache = {}
    cache.get(event['id'])
    return {'statusCode': 200, 'body': json.dumps(response.json())}
