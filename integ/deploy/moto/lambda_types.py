"""Lambda's resource types."""

import io
import zipfile

from moto.awslambda.models import lambda_backends
from moto.cloudformation.exceptions import ValidationError

from api_resource import ACCOUNT, ApiResource, shortened

CONFIGURATION = (
    "Architectures", "DeadLetterConfig", "Description", "EphemeralStorage", "FileSystemConfigs", "Handler", "KMSKeyArn", "Layers",
    "LoggingConfig", "MemorySize", "Role", "Runtime", "SnapStart", "Timeout", "TracingConfig",
)
#: Properties that CloudFormation sends with calls of their own, which moto does not have.
NOT_IN_MOTO = ("RecursiveLoop", "RuntimeManagementConfig")
#: What a function has where the template gives nothing.
DEFAULTS = {
    "Description": "", "Environment": {"Variables": {}}, "Layers": [], "MemorySize": 128, "Timeout": 3, "TracingConfig": {"Mode": "PassThrough"},
}


class Function(ApiResource):
    replaced_by = ("FunctionName", "PackageType")

    def create(self):
        self.name = self.properties.get("FunctionName", shortened(self.name, 64))
        self.physical_id = self.name
        tags = {tag["Key"]: tag["Value"] for tag in self.properties.get("Tags", [])}
        self.api("lambda").create_function(
            FunctionName=self.name, Code=code_of(self.properties), Tags=tags, **self.given("PackageType"), **self.configuration(),
        )
        self.attributes = {"Arn": self.api("lambda").get_function(FunctionName=self.name)["Configuration"]["FunctionArn"]}

    def update(self, before):
        configuration = {**DEFAULTS, **self.configuration()}
        configuration.pop("Architectures", None)
        api = self.api("lambda")
        api.update_function_configuration(FunctionName=self.name, **configuration)
        # Moto's UpdateFunctionConfiguration leaves this one out.
        lambda_backends[ACCOUNT][self.region].get_function(self.name).tracing_config = configuration["TracingConfig"]
        if self.properties["Code"] != before["Code"]:
            api.update_function_code(FunctionName=self.name, **code_of(self.properties))

    def remove(self):
        self.api("lambda").delete_function(FunctionName=self.name)

    def configuration(self):
        unknown = set(self.properties) - {*CONFIGURATION, *NOT_IN_MOTO, "Code", "Environment", "FunctionName", "PackageType", "Tags", "VpcConfig"}
        if unknown:
            raise ValidationError(message=f"AWS::Lambda::Function: got the properties {sorted(unknown)}, which nothing here sends; add them")
        configuration = self.given(*CONFIGURATION)
        variables = self.properties.get("Environment", {}).get("Variables")
        if variables is not None:
            # CloudFormation makes text of the numbers that attributes give.
            configuration["Environment"] = {"Variables": {name: str(value) for name, value in variables.items()}}
        if "VpcConfig" in self.properties:
            configuration["VpcConfig"] = self.given("SubnetIds", "SecurityGroupIds", source=self.properties["VpcConfig"])
        return configuration


def code_of(properties):
    code = properties["Code"]
    if "ZipFile" not in code:
        return code
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("index.js", code["ZipFile"])
    return {"ZipFile": content.getvalue()}


class LayerVersion(ApiResource):
    """Every change publishes a new version under the same name and deletes the old one."""

    replaced_by = ("CompatibleArchitectures", "CompatibleRuntimes", "Content", "Description", "LayerName", "LicenseInfo")

    def create(self):
        # CloudFormation names a layer after its logical id, without a random part.
        self.name = self.properties.get("LayerName", self.name.split("-")[-2])
        published = self.api("lambda").publish_layer_version(
            LayerName=self.name, **self.given("CompatibleArchitectures", "CompatibleRuntimes", "Content", "Description", "LicenseInfo"),
        )
        self.physical_id = published["LayerVersionArn"]
        self.version = published["Version"]

    def remove(self):
        self.api("lambda").delete_layer_version(LayerName=self.name, VersionNumber=self.version)


class Version(ApiResource):
    replaced_by = ("Description", "FunctionName")

    def create(self):
        published = self.api("lambda").publish_version(FunctionName=self.properties["FunctionName"])
        self.physical_id = published["FunctionArn"]
        self.attributes = {"Version": published["Version"], "FunctionArn": self.physical_id}

    def remove(self):
        self.api("lambda").delete_function(FunctionName=self.properties["FunctionName"], Qualifier=self.attributes["Version"])


class Alias(ApiResource):
    replaced_by = ("FunctionName", "Name")

    def create(self):
        self.physical_id = self.api("lambda").create_alias(**self.given("Description", "FunctionName", "FunctionVersion", "Name"))["AliasArn"]
        self.attributes = {"AliasArn": self.physical_id}

    def update(self, before):
        self.api("lambda").update_alias(**self.given("Description", "FunctionName", "FunctionVersion", "Name"))

    def remove(self):
        self.api("lambda").delete_alias(**self.given("FunctionName", "Name"))


class EventInvokeConfig(ApiResource):
    replaced_by = ("FunctionName", "Qualifier")

    def create(self):
        self.put()
        self.physical_id = f"{self.properties['FunctionName']}|{self.properties['Qualifier']}"

    def update(self, before):
        self.put()

    def put(self):
        # Moto knows the configuration of a function, not of one of its versions.
        self.api("lambda").put_function_event_invoke_config(
            **self.given("DestinationConfig", "FunctionName", "MaximumEventAgeInSeconds", "MaximumRetryAttempts"),
        )

    def remove(self):
        self.api("lambda").delete_function_event_invoke_config(**self.given("FunctionName"))


TYPES = {
    "AWS::Lambda::Alias": Alias,
    "AWS::Lambda::EventInvokeConfig": EventInvokeConfig,
    "AWS::Lambda::Function": Function,
    "AWS::Lambda::LayerVersion": LayerVersion,
    "AWS::Lambda::Version": Version,
}
