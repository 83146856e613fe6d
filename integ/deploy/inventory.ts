import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListPoliciesCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { ListAliasesCommand, ListFunctionEventInvokeConfigsCommand, ListFunctionsCommand, ListLayersCommand } from '@aws-sdk/client-lambda';
import type { Account } from './account';
import { physicalIds, policiesOf } from './deployed-function';

/** What an account has of what the guard touches, by names that do not differ between two deployments. */
export interface Inventory {
  readonly functions: Record<string, unknown>;
  readonly roles: Record<string, unknown>;
  readonly managedPolicies: readonly string[];
  readonly layers: readonly string[];
  readonly alarms: readonly string[];
  readonly logGroups: Record<string, number | undefined>;
}

/** What changes with every deployment, and what is compared by itself. */
const VOLATILE = ['$metadata', 'CodeSha256', 'LastModified', 'RevisionId'];

/** Reads the whole account, which holds one stack; generated names become logical ids. */
export async function inventoryOf(account: Account, stackName: string): Promise<Inventory> {
  const ids = await physicalIds(account, stackName);
  const { MetricAlarms = [] } = await account.cloudWatch.send(new DescribeAlarmsCommand({}));
  const { logGroups = [] } = await account.logs.send(new DescribeLogGroupsCommand({}));
  const { Policies = [] } = await account.iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
  const { Layers = [] } = await account.lambda.send(new ListLayersCommand({}));
  return sorted(named({
    functions: await functionsOf(account),
    roles: await rolesOf(account),
    managedPolicies: Policies.map(({ PolicyName = '' }) => PolicyName),
    layers: Layers.map(({ LayerName = '' }) => LayerName),
    alarms: MetricAlarms.map(({ AlarmName = '' }) => AlarmName),
    logGroups: Object.fromEntries(logGroups.map(({ logGroupName = '', retentionInDays }) => [logGroupName, retentionInDays])),
  }, ids));
}

async function functionsOf({ lambda }: Account): Promise<Record<string, unknown>> {
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const entries = Functions.map(async ({ FunctionName = '', ...configuration }) => {
    const { Aliases = [] } = await lambda.send(new ListAliasesCommand({ FunctionName }));
    const { FunctionEventInvokeConfigs: asynchronous = [] } = await lambda.send(new ListFunctionEventInvokeConfigsCommand({ FunctionName }));
    const settings = Object.fromEntries(Object.entries(configuration).filter(([name]) => !VOLATILE.includes(name)));
    return [FunctionName, { ...settings, aliases: Aliases.map(({ Name }) => Name), asynchronous: asynchronous.length }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function rolesOf(account: Account): Promise<Record<string, unknown>> {
  const { Roles = [] } = await account.iam.send(new ListRolesCommand({}));
  const entries = Roles.map(async ({ RoleName = '', AssumeRolePolicyDocument }) =>
    [RoleName, { trust: AssumeRolePolicyDocument, policies: await policiesOf(account, RoleName) }] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * The longest names first, since some are the beginning of others.
 *
 * A queue is known by its URL and named in its ARN; some services write names in small letters.
 */
function named<T>(value: T, ids: Map<string, string>): T {
  const forms = [...ids].flatMap(([logical, physical]) =>
    [physical, physical.split('/').at(-1) ?? '', physical.toLowerCase()].filter(form => form !== '').map(form => [form, `<${logical}>`] as const));
  let text = JSON.stringify(value);
  for (const [form, name] of forms.sort(([a], [b]) => b.length - a.length)) text = text.replaceAll(form, name);
  return JSON.parse(text) as T;
}

/** Keys and lists in an order of their own, for comparing. */
function sorted<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)])) as T;
}
