import { GetTemplateCommand, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { DescribeAlarmsCommand, type MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand, type LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import {
  GetPolicyCommand, GetPolicyVersionCommand, GetRolePolicyCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { GetFunctionConfigurationCommand, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Account } from './account';
import type { Statement } from './policy';
import type { LedgerEntry } from '../../src/contract/ledger';
import { LEDGER_METADATA_KEY } from '../../src/contract/ledger';

interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly Metadata?: { readonly [LEDGER_METADATA_KEY]?: { readonly entries: readonly LedgerEntry[] } };
}

/** A policy of a role: what AWS manages is known by its ARN, everything else by its statements. */
export interface RolePolicy {
  readonly arn?: string;
  readonly statements: readonly Statement[];
}

/** What an account has of one function of a stack. */
export interface DeployedFunction {
  readonly account: Account;
  readonly logicalId: string;
  readonly ledger: readonly LedgerEntry[];
  readonly configuration: FunctionConfiguration;
  /** The properties in the deployed template, for the few that moto keeps nowhere else. */
  readonly template: Record<string, unknown>;
  readonly policies: readonly RolePolicy[];
  readonly logGroup: LogGroup | undefined;
  readonly logGroupName: string;
  /** Every alarm of the account. */
  readonly alarms: readonly MetricAlarm[];
}

/** Every function of a stack's own, without those that CDK brought along. */
export async function deployedFunctions(account: Account, stackName: string): Promise<Map<string, DeployedFunction>> {
  const ids = await physicalIds(account, stackName);
  const functions = Object.entries(await templateOf(account, stackName)).filter(([, { Type, Properties = {} }]) => Type === 'AWS::Lambda::Function' && !isFromCdk(Properties));
  const found = functions.map(async ([logicalId, resource]) => [logicalId, await deployedFunction(account, logicalId, resource, ids)] as const);
  return new Map(await Promise.all(found));
}

async function deployedFunction(
  account: Account, logicalId: string, { Properties: template = {}, Metadata }: TemplateResource, ids: Map<string, string>,
): Promise<DeployedFunction> {
  const name = ids.get(logicalId) ?? '';
  const configuration = await account.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
  const logGroupName = logGroupOf(template, ids) ?? `/aws/lambda/${name}`;
  const { logGroups = [] } = await account.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  const { MetricAlarms: alarms = [] } = await account.cloudWatch.send(new DescribeAlarmsCommand({}));
  return {
    account,
    logicalId,
    ledger: Metadata?.[LEDGER_METADATA_KEY]?.entries ?? [],
    configuration,
    template,
    policies: await policiesOf(account, configuration.Role?.split('/').at(-1) ?? ''),
    logGroupName,
    logGroup: logGroups.find(group => group.logGroupName === logGroupName),
    alarms,
  };
}

/** The resources of the template that a stack was deployed with last. */
export async function templateOf(account: Account, stackName: string): Promise<Record<string, TemplateResource>> {
  const { TemplateBody = '{}' } = await account.cloudFormation.send(new GetTemplateCommand({ StackName: stackName }));
  return (JSON.parse(TemplateBody) as { Resources: Record<string, TemplateResource> }).Resources;
}

/** What CloudFormation named each resource. */
export async function physicalIds(account: Account, stackName: string): Promise<Map<string, string>> {
  const { StackResourceSummaries = [] } = await account.cloudFormation.send(new ListStackResourcesCommand({ StackName: stackName }));
  return new Map(StackResourceSummaries.map(({ LogicalResourceId = '', PhysicalResourceId = '' }) => [LogicalResourceId, PhysicalResourceId]));
}

export async function policiesOf(account: Account, role: string): Promise<RolePolicy[]> {
  const { AttachedPolicies = [] } = await account.iam.send(new ListAttachedRolePoliciesCommand({ RoleName: role }));
  const attached = AttachedPolicies.map(async ({ PolicyArn: arn = '' }) => {
    const { Policy } = await account.iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    const { PolicyVersion } = await account.iam.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: Policy?.DefaultVersionId }));
    return { arn, statements: statementsOf(PolicyVersion?.Document) };
  });
  const { PolicyNames = [] } = await account.iam.send(new ListRolePoliciesCommand({ RoleName: role }));
  const inline = PolicyNames.map(async PolicyName => {
    const { PolicyDocument } = await account.iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName }));
    return { statements: statementsOf(PolicyDocument) };
  });
  return Promise.all([...attached, ...inline]);
}

function statementsOf(document = '{"Statement":[]}'): Statement[] {
  return [(JSON.parse(decodeURIComponent(document)) as { Statement: Statement | Statement[] }).Statement].flat();
}

/** The providers of CDK's custom resources have the longest timeout that there is, or come as code in the template. */
function isFromCdk({ Timeout: timeout, Description: description }: Record<string, unknown>): boolean {
  return timeout === 900 || String(description).startsWith('AWS CloudFormation handler');
}

function logGroupOf({ LoggingConfig: config }: Record<string, unknown>, ids: Map<string, string>): string | undefined {
  const { LogGroup: group } = (config ?? {}) as { LogGroup?: string | { Ref: string } };
  return typeof group === 'object' ? ids.get(group.Ref) : group;
}
