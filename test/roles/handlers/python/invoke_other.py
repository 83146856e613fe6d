import json
import os
import boto3


class Invoker:
    client = boto3.client('lambda')

    @classmethod
    def call(cls, name, payload):
        return cls.client.invoke(FunctionName=name, InvocationType='Event', Payload=json.dumps(payload))

    @staticmethod
    def config(name):
        return Invoker.client.get_function_configuration(FunctionName=name)


def handler(event, context):
    Invoker.call(os.environ['WORKER_FUNCTION'], event)
    return Invoker.config(os.environ['WORKER_FUNCTION'])
