import os


def required(name):
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f'{name} is not set')
    return value


class Config:
    TABLE = required('PROFILES_TABLE')
    BUCKET = required('AVATARS_BUCKET')


class Settings:
    def __init__(self):
        self.prefix = os.getenv('PREFIX', 'avatars')


settings = Settings()
