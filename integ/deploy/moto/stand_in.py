"""Resource types that moto's CloudFormation does not have and that the guard does not touch."""

from api_resource import ACCOUNT

APP = "part of the example app that no measure of the guard changes; its template is compared instead"
PROVIDER = "moto runs providers in Docker; what this one does is outside the stack's resources"

#: Each with the reason why a stand-in is enough. What is not listed here fails the deployment.
REASONS = {
    "AWS::ApiGateway::Authorizer": APP,
    "AWS::ApiGateway::Stage": APP,
    "AWS::ApiGatewayV2::Api": APP,
    "AWS::ApiGatewayV2::Authorizer": APP,
    "AWS::ApiGatewayV2::Integration": APP,
    "AWS::ApiGatewayV2::Route": APP,
    "AWS::ApiGatewayV2::Stage": APP,
    "AWS::Cognito::UserPool": APP,
    "AWS::Cognito::UserPoolClient": APP,
    "AWS::S3::BucketPolicy": APP,
    "AWS::S3Files::AccessPoint": APP,
    "AWS::S3Files::FileSystem": APP,
    "AWS::S3Files::MountTarget": APP,
    "AWS::SNS::Subscription": APP,
    "AWS::SNS::TopicPolicy": APP,
    "AWS::SQS::QueuePolicy": "moto keeps no policies of queues; cfn-lint reads them",
    "AWS::SecretsManager::Secret": APP,
    "AWS::SecretsManager::SecretTargetAttachment": APP,
    "Custom::S3BucketNotifications": PROVIDER,
}

#: `Ref` gives an ARN, which policies and functions insist on.
REF_IS_ARN = ("AWS::S3Files::FileSystem", "AWS::SecretsManager::Secret")


class StandIn:
    """Can be referred to, and nothing else."""

    def __init__(self, name, resource_type, region):
        self.name = name
        self.arn = f"arn:aws:stand-in:{region}:{ACCOUNT}:{name}"
        self.physical_resource_id = self.arn if resource_type in REF_IS_ARN else name

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **kwargs):
        return cls(resource_name, kwargs["ResourceType"], region_name)

    @classmethod
    def update_from_cloudformation_json(cls, original_resource, **_):
        return original_resource

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, name):
        return self.arn if name.endswith("Arn") else f"{self.name}.{name}"

    def delete(self, account_id, region_name):
        pass

    def is_created(self):
        return True
