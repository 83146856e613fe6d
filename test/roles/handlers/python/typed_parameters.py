import os
from typing import TYPE_CHECKING

from missing_layer.clients import get_table

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def save(s3: "S3Client", body: str) -> None:
    s3.put_object(Bucket=os.environ['BUCKET'], Key='a', Body=body)


def handler(event, context):
    table = get_table()
    table.put_item(Item={'id': event['id']})
