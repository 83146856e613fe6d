import asyncio
import os

import aioboto3

session = aioboto3.Session()


async def run(event):
    async with session.client('s3') as s3:
        await s3.upload_fileobj(open('/tmp/a', 'rb'), os.environ['BUCKET'], 'a')
    async with session.resource('dynamodb') as dynamodb:
        table = await dynamodb.Table(os.environ['TABLE'])
        await table.put_item(Item={'id': 'a'})


def handler(event, context):
    asyncio.run(run(event))
