import json
import os
import boto3

events = boto3.client('events')


def entry(detail_type, detail):
    return {
        'Source': 'com.example.orders',
        'DetailType': detail_type,
        'Detail': json.dumps(detail),
        'EventBusName': os.environ['BUS_NAME'],
    }


def lambda_handler(event, context):
    entries = []
    for record in event['Records']:
        entries.append(entry('OrderPlaced', record))
    events.put_events(Entries=entries)
