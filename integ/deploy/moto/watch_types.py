"""Log groups, CDK's log retention and alarms."""

from api_resource import ACCOUNT, ApiResource


class LogGroup(ApiResource):
    replaced_by = ("LogGroupName",)

    def create(self):
        self.name = self.properties.get("LogGroupName", self.name)
        self.physical_id = self.name
        self.api("logs").create_log_group(logGroupName=self.name)
        self.attributes = {"Arn": f"arn:aws:logs:{self.region}:{ACCOUNT}:log-group:{self.name}:*"}
        self.update({})

    def update(self, before):
        retention = self.properties.get("RetentionInDays")
        if retention is not None:
            self.api("logs").put_retention_policy(logGroupName=self.name, retentionInDays=retention)
        elif "RetentionInDays" in before:
            self.api("logs").delete_retention_policy(logGroupName=self.name)

    def remove(self):
        self.api("logs").delete_log_group(logGroupName=self.name)


class LogRetention(ApiResource):
    """
    CDK's custom resource, with what its provider does instead of the provider: moto would need Docker to run it.

    The provider makes the group where it is missing, sets its retention, and leaves both when it is removed.
    """

    def create(self):
        self.physical_id = self.properties["LogGroupName"]
        self.attributes = {"LogGroupName": self.physical_id}
        self.update({})

    def update(self, before):
        logs = self.api("logs")
        try:
            logs.create_log_group(logGroupName=self.physical_id)
        except logs.exceptions.ResourceAlreadyExistsException:
            pass
        logs.put_retention_policy(logGroupName=self.physical_id, retentionInDays=int(self.properties["RetentionInDays"]))

    def remove(self):
        if self.properties.get("RemovalPolicy") == "destroy":
            self.api("logs").delete_log_group(logGroupName=self.physical_id)


class Alarm(ApiResource):
    replaced_by = ("AlarmName",)

    def create(self):
        self.name = self.properties.get("AlarmName", self.name)
        self.physical_id = self.name
        self.update({})
        self.attributes = {"Arn": f"arn:aws:cloudwatch:{self.region}:{ACCOUNT}:alarm:{self.name}"}

    def update(self, before):
        self.api("cloudwatch").put_metric_alarm(**{**self.properties, "AlarmName": self.name})

    def remove(self):
        self.api("cloudwatch").delete_alarms(AlarmNames=[self.name])


TYPES = {"AWS::CloudWatch::Alarm": Alarm, "AWS::Logs::LogGroup": LogGroup, "Custom::LogRetention": LogRetention}
