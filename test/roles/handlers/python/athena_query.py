import os
import time
import boto3

athena = boto3.client('athena')


def handler(event, context):
    query = athena.start_query_execution(
        QueryString='SELECT 1',
        QueryExecutionContext={'Database': os.environ['DATABASE']},
        WorkGroup=os.environ['WORKGROUP'],
    )
    execution = query['QueryExecutionId']
    while athena.get_query_execution(QueryExecutionId=execution)['QueryExecution']['Status']['State'] == 'RUNNING':
        time.sleep(1)
    return athena.get_paginator('get_query_results').paginate(QueryExecutionId=execution).build_full_result()
