import os
from base64 import b64decode
import boto3

PASSWORD = boto3.client('kms').decrypt(CiphertextBlob=b64decode(os.environ['PASSWORD']), KeyId=os.environ['KEY_ARN'])['Plaintext'].decode('utf-8')
cloudwatch = boto3.client('cloudwatch')


def lambda_handler(event, context):
    cloudwatch.put_metric_data(Namespace='App', MetricData=[{'MetricName': 'Calls', 'Value': 1}])
