import json
import os
import boto3

scheduler = boto3.client('scheduler')


def lambda_handler(event, context):
    scheduler.create_schedule(
        Name=event['name'],
        ScheduleExpression='rate(1 day)',
        FlexibleTimeWindow={'Mode': 'OFF'},
        Target={'Arn': os.environ['TARGET_ARN'], 'RoleArn': os.environ['SCHEDULER_ROLE_ARN'], 'Input': json.dumps(event)},
    )
