"""A resource type of CloudFormation, made by the calls to AWS's API that CloudFormation itself would send."""

import functools
import json

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from moto.cloudformation.exceptions import UnformattedGetAttTemplateException, ValidationError

ACCOUNT = "123456789012"

_endpoint = ""


def use_endpoint(endpoint):
    global _endpoint
    _endpoint = endpoint


@functools.lru_cache(maxsize=None)
def client(service, region):
    """Parameters are validated by botocore, so a property of the wrong type or name fails as it does on AWS."""
    return boto3.client(service, region_name=region, endpoint_url=_endpoint, aws_access_key_id="test", aws_secret_access_key="test")


class ApiResource:
    """Subclasses say how it is created, updated in place and deleted; `physical_id` is what `Ref` gives."""

    #: Properties whose change makes a new resource.
    replaced_by = ()

    def __init__(self, name, properties, region):
        self.name = name
        self.properties = properties
        self.region = region
        self.physical_id = name
        self.attributes = {}

    def create(self):
        raise NotImplementedError

    def update(self, before):
        """In place; `before` holds the properties until now."""
        raise NotImplementedError

    def remove(self):
        raise NotImplementedError

    # What moto's CloudFormation asks of a resource.

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        resource = cls(resource_name, cloudformation_json["Properties"], region_name)
        resource.call(resource.create)
        return resource

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        properties, before = cloudformation_json["Properties"], original_resource.properties
        if any(properties.get(name) != before.get(name) for name in cls.replaced_by):
            return cls.create_from_cloudformation_json(new_resource_name, cloudformation_json, account_id, region_name)
        original_resource.properties = properties
        original_resource.call(original_resource.update, before)
        return original_resource

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, name):
        if name not in self.attributes:
            raise UnformattedGetAttTemplateException()
        return self.attributes[name]

    def delete(self, account_id, region_name):
        self.call(self.remove)

    def call(self, step, *arguments):
        """What AWS refuses is the reason why the stack fails."""
        try:
            step(*arguments)
        except (BotoCoreError, ClientError) as error:
            raise ValidationError(message=f"{type(self).__name__} {self.name}: {error}") from error

    def is_created(self):
        return True

    @property
    def physical_resource_id(self):
        return self.physical_id

    # What subclasses share.

    def api(self, service):
        return client(service, self.region)

    def given(self, *names, source=None):
        """Those of the properties that are there."""
        source = self.properties if source is None else source
        return {name: source[name] for name in names if name in source}


def document(policy):
    return json.dumps(policy)


def shortened(name, length):
    """CloudFormation keeps the random end of a generated name and cuts what is before it."""
    start, random = name.rsplit("-", 1)
    return f"{start[:length - len(random) - 1]}-{random}"
