import os
import boto3

ses = boto3.client('ses')
sesv2 = boto3.client('sesv2')
SENDER = os.environ['SENDER']


def lambda_handler(event, context):
    for record in event['Records']:
        ses.send_email(
            Source=SENDER,
            Destination={'ToAddresses': [record['Sns']['Message']]},
            Message={'Subject': {'Data': 'Hello'}, 'Body': {'Text': {'Data': 'Hello'}}},
        )
    sesv2.put_suppressed_destination(EmailAddress='a@example.com', Reason='BOUNCE')
