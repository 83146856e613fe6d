import os
import boto3

rekognition = boto3.client('rekognition')
textract = boto3.client('textract')


def lambda_handler(event, context):
    record = event['Records'][0]['s3']
    image = {'S3Object': {'Bucket': record['bucket']['name'], 'Name': record['object']['key']}}
    labels = rekognition.detect_labels(Image=image, MaxLabels=5)
    textract.start_document_text_detection(DocumentLocation={'S3Object': {'Bucket': os.environ['DOCUMENTS'], 'Name': 'a.pdf'}})
    return labels['Labels']
