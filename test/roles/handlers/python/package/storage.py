from .clients import s3
from .config import Config, settings


def store(user_id, data):
    s3().put_object(Bucket=Config.BUCKET, Key=f'{settings.prefix}/{user_id}', Body=data)
