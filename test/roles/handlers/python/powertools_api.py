import os
from http import HTTPStatus

import boto3
from aws_lambda_powertools import Logger, Metrics, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.logging import correlation_paths
from aws_lambda_powertools.utilities import parameters
from aws_lambda_powertools.utilities.idempotency import DynamoDBPersistenceLayer, idempotent
from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
tracer = Tracer()
metrics = Metrics(namespace='Todos')
app = APIGatewayRestResolver()
persistence = DynamoDBPersistenceLayer(table_name=os.environ['IDEMPOTENCY_TABLE'])
table = boto3.resource('dynamodb').Table(os.environ['TODOS_TABLE'])


@app.get('/todos/<todo_id>')
@tracer.capture_method
def get_todo(todo_id: str):
    item = table.get_item(Key={'id': todo_id}).get('Item')
    if item is None:
        raise NotFoundError(todo_id)
    return item


@app.post('/todos')
def create_todo():
    limit = parameters.get_parameter('/todos/limit')
    todo = app.current_event.json_body
    table.put_item(Item={**todo, 'limit': limit})
    return todo, HTTPStatus.CREATED


@logger.inject_lambda_context(correlation_id_path=correlation_paths.API_GATEWAY_REST)
@tracer.capture_lambda_handler
@metrics.log_metrics
@idempotent(persistence_store=persistence)
def lambda_handler(event: dict, context: LambdaContext) -> dict:
    return app.resolve(event, context)
