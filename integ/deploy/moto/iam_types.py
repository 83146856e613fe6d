"""IAM's roles and managed policies."""

from api_resource import ApiResource, document, shortened


class Role(ApiResource):
    replaced_by = ("Path", "RoleName")

    def create(self):
        self.name = self.properties.get("RoleName", shortened(self.name, 64))
        self.physical_id = self.name
        role = self.api("iam").create_role(
            RoleName=self.name,
            AssumeRolePolicyDocument=document(self.properties["AssumeRolePolicyDocument"]),
            **self.given("Description", "MaxSessionDuration", "Path", "PermissionsBoundary", "Tags"),
        )["Role"]
        self.attributes = {"Arn": role["Arn"], "RoleId": role["RoleId"]}
        self.sync({})

    def update(self, before):
        self.sync(before)

    def sync(self, before):
        """Attaches and detaches what changed; an inline policy of the same name is overwritten."""
        api, wanted, had = self.api("iam"), self.properties.get("ManagedPolicyArns", []), before.get("ManagedPolicyArns", [])
        for arn in wanted:
            if arn not in had:
                api.attach_role_policy(RoleName=self.name, PolicyArn=arn)
        for arn in had:
            if arn not in wanted:
                api.detach_role_policy(RoleName=self.name, PolicyArn=arn)
        for policy in self.properties.get("Policies", []):
            api.put_role_policy(RoleName=self.name, PolicyName=policy["PolicyName"], PolicyDocument=document(policy["PolicyDocument"]))

    def remove(self):
        api = self.api("iam")
        for policy in api.list_attached_role_policies(RoleName=self.name)["AttachedPolicies"]:
            api.detach_role_policy(RoleName=self.name, PolicyArn=policy["PolicyArn"])
        for name in api.list_role_policies(RoleName=self.name)["PolicyNames"]:
            api.delete_role_policy(RoleName=self.name, PolicyName=name)
        api.delete_role(RoleName=self.name)


class ManagedPolicy(ApiResource):
    replaced_by = ("Description", "ManagedPolicyName", "Path")

    def create(self):
        policy = self.api("iam").create_policy(
            PolicyName=self.properties.get("ManagedPolicyName", shortened(self.name, 128)),
            PolicyDocument=document(self.properties["PolicyDocument"]),
            **self.given("Description", "Path"),
        )["Policy"]
        self.physical_id = policy["Arn"]
        self.attributes = {"PolicyArn": policy["Arn"]}
        self.sync({})

    def update(self, before):
        if self.properties["PolicyDocument"] != before["PolicyDocument"]:
            self.api("iam").create_policy_version(
                PolicyArn=self.physical_id, PolicyDocument=document(self.properties["PolicyDocument"]), SetAsDefault=True,
            )
        self.sync(before)

    def sync(self, before):
        wanted, had = self.properties.get("Roles", []), before.get("Roles", [])
        for role in wanted:
            if role not in had:
                self.api("iam").attach_role_policy(RoleName=role, PolicyArn=self.physical_id)
        for role in had:
            if role not in wanted:
                self.api("iam").detach_role_policy(RoleName=role, PolicyArn=self.physical_id)

    def remove(self):
        api = self.api("iam")
        for role in self.properties.get("Roles", []):
            api.detach_role_policy(RoleName=role, PolicyArn=self.physical_id)
        for version in api.list_policy_versions(PolicyArn=self.physical_id)["Versions"]:
            if not version["IsDefaultVersion"]:
                api.delete_policy_version(PolicyArn=self.physical_id, VersionId=version["VersionId"])
        api.delete_policy(PolicyArn=self.physical_id)


TYPES = {"AWS::IAM::ManagedPolicy": ManagedPolicy, "AWS::IAM::Role": Role}
