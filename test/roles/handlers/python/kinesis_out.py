import base64
import json
import os

import boto3

firehose = boto3.client('firehose')
kinesis = boto3.client('kinesis')


def handler(event, context):
    records = [{'Data': base64.b64decode(record['kinesis']['data'])} for record in event['Records']]
    firehose.put_record_batch(DeliveryStreamName=os.environ['DELIVERY_STREAM'], Records=records)
    kinesis.put_record(StreamName='audit', Data=json.dumps({'count': len(records)}), PartitionKey='1')
