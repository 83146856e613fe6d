import boto3
import json

stepfunctions = boto3.client(service_name='stepfunctions')


def handler(event, context):
    token = event['taskToken']
    try:
        result = {'approved': event['approved'] == 'yes'}
        stepfunctions.send_task_success(taskToken=token, output=json.dumps(result))
    except KeyError as error:
        stepfunctions.send_task_failure(taskToken=token, error='MissingKey', cause=str(error))
