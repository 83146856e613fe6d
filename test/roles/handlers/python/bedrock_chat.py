import json
import os
import boto3

bedrock = boto3.client('bedrock-runtime', region_name='us-east-1')
MODEL_ID = os.environ.get('MODEL_ID', 'anthropic.claude-3-haiku-20240307-v1:0')


def ask(prompt):
    body = json.dumps({'anthropic_version': 'bedrock-2023-05-31', 'max_tokens': 512, 'messages': [{'role': 'user', 'content': prompt}]})
    response = bedrock.invoke_model(modelId=MODEL_ID, body=body, accept='application/json', contentType='application/json')
    return json.loads(response['body'].read())


def stream(prompt):
    return bedrock.converse_stream(modelId='amazon.nova-lite-v1:0', messages=[{'role': 'user', 'content': [{'text': prompt}]}])


def lambda_handler(event, context):
    prompt = json.loads(event['body'])['prompt']
    return {'statusCode': 200, 'body': json.dumps(ask(prompt))} if not event.get('stream') else stream(prompt)
