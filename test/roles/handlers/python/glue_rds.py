import os
import boto3

glue = boto3.client('glue')
rds_data = boto3.client('rds-data')
ARGUMENTS = dict(resourceArn=os.environ['CLUSTER_ARN'], secretArn=os.environ['SECRET_ARN'], database='app')


def handler(event, context):
    rds_data.execute_statement(sql='SELECT 1', **ARGUMENTS)
    glue.start_job_run(JobName=os.environ['JOB_NAME'], Arguments={'--date': event['time']})
