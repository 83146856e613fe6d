import boto3
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix='APP_')

    table_name: str
    bucket: str = Field(validation_alias='UPLOAD_BUCKET')


settings = Settings()
s3 = boto3.client('s3')
table = boto3.resource('dynamodb').Table(settings.table_name)


def handler(event, context):
    table.put_item(Item=event)
    s3.put_object(Bucket=settings.bucket, Key='x', Body=b'')
