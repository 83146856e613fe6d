import { strict as assert } from 'node:assert';
import { GetFunctionEventInvokeConfigCommand, GetLayerVersionCommand } from '@aws-sdk/client-lambda';
import type { DeployedFunction } from './deployed-function';
import { ACCOUNT, REGION } from './moto-server';
import { allows, denies, type Statement } from './policy';
import { HardeningMeasure } from '../../src/options';

/** Looks at what is really there and throws where a promise of docs/hardening.md is not kept. */
type Promised = (fn: DeployedFunction) => Promise<void> | void;

/** Properties that moto's Lambda does not keep; they are looked up in the template that the stack was deployed with. */
export const NOT_IN_MOTO = {
  LoggingConfig: 'moto writes every log to /aws/lambda/NAME, in text',
  RecursiveLoop: 'moto has no PutFunctionRecursionConfig',
  RuntimeManagementConfig: 'moto has no PutRuntimeManagementConfig',
} as const;

/** One for each measure. */
export const PROMISES: Readonly<Record<HardeningMeasure, Promised>> = {
  [HardeningMeasure.GUARD_LAYER]: guardIsLoaded,
  [HardeningMeasure.SCOPED_ROLE]: roleIsScoped,
  [HardeningMeasure.PERMISSIONS]: callsAreAllowed,
  [HardeningMeasure.LOG_RETENTION]: ({ logGroup, logGroupName }) => assert.equal(logGroup?.retentionInDays, 365, `${logGroupName} keeps events for a year`),
  [HardeningMeasure.LOG_FORMAT]: fn => assert.equal(fromTemplate(fn, 'LoggingConfig')?.LogFormat, 'JSON'),
  [HardeningMeasure.TRACING]: tracesAreWritten,
  [HardeningMeasure.FAILURE_HANDLING]: failuresAreKept,
  [HardeningMeasure.RECURSION]: fn => assert.equal(fromTemplate(fn, 'RecursiveLoop'), 'Terminate'),
  [HardeningMeasure.RUNTIME_MANAGEMENT]: fn => assert.deepEqual(fromTemplate(fn, 'RuntimeManagementConfig'), { UpdateRuntimeOn: 'Auto' }),
  [HardeningMeasure.ALARMS]: alarmsWatch,
};

/** Checks what a function's ledger says was set; returns the names of the measures. */
export async function checkPromises(fn: DeployedFunction): Promise<string[]> {
  const set = fn.ledger.filter(({ state }) => state === 'set').map(({ measure }) => measure as HardeningMeasure);
  for (const measure of set) {
    try {
      await PROMISES[measure](fn);
    } catch (error) {
      throw new Error(`${fn.logicalId}: the ledger says that ${measure} is set, but: ${(error as Error).message}`, { cause: error });
    }
  }
  return set;
}

async function guardIsLoaded({ account, configuration }: DeployedFunction): Promise<void> {
  const layers = (configuration.Layers ?? []).filter(({ Arn }) => Arn?.includes(':layer:ServerlessGuardLayer'));
  assert.equal(layers.length, 1, 'one layer is the guard\'s');
  const [LayerName, version] = (layers[0]?.Arn ?? '').split(':').slice(-2);
  const layer = await account.lambda.send(new GetLayerVersionCommand({ LayerName, VersionNumber: Number(version) }));
  const variables = configuration.Environment?.Variables ?? {};
  assert.match(variables.NODE_OPTIONS ?? '', /^--require \/opt\/serverless-guard\/preload\.cjs\b/);
  assert.equal(variables.SERVERLESS_GUARD_MODE, 'block');
  assert.equal((JSON.parse(variables.SERVERLESS_GUARD_POLICY ?? '{}') as { version: number }).version, 1);
  assert.ok(layer.Description?.endsWith(variables.SERVERLESS_GUARD_BUILD ?? '-'), 'the variable names the build that the layer holds');
  const bytes = Object.entries(variables).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  assert.ok(bytes <= 4096, `${bytes} bytes of variables fit into Lambda's 4096`);
}

/** The patterns in the policy must meet the names that CloudFormation really made. */
function roleIsScoped({ configuration, logGroupName, policies }: DeployedFunction): void {
  assert.deepEqual(policies.filter(({ arn }) => arn?.startsWith('arn:aws:iam::aws:')).map(({ arn }) => arn), [], 'no policy is AWS managed');
  const statements = policies.flatMap(policy => policy.statements);
  const stream = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${logGroupName}:log-stream:2026/11/24/[$LATEST]0`;
  for (const action of ['logs:CreateLogStream', 'logs:PutLogEvents']) {
    assert.ok(allows(statements, action, stream), `the function may ${action} on ${stream}`);
    assert.ok(!allows(statements, action, stream.replace(logGroupName, '/aws/lambda/other')), `the function may not ${action} elsewhere`);
  }
  const self = configuration.FunctionArn ?? '';
  assert.ok(denies(statements, 'lambda:UpdateFunctionCode', self), `the function may not change ${self}`);
  assert.ok(denies(statements, 'iam:PutRolePolicy', configuration.Role ?? ''), 'the function may not change its role');
  for (const { arn } of policies.filter(policy => policy.arn !== undefined)) {
    assert.ok(denies(statements, 'iam:CreatePolicyVersion', arn ?? ''), `the function may not change ${arn}`);
  }
  assert.ok(denies(statements, 'logs:DeleteLogStream', stream), 'the function may not delete its logs');
  if (configuration.VpcConfig?.SubnetIds?.length) networkIsKept(statements, self);
}

/** The functions that enforce it read one table, which their environment names. */
function callsAreAllowed({ configuration, policies }: DeployedFunction): void {
  const { TABLE = '' } = configuration.Environment?.Variables ?? {};
  const statements = policies.flatMap(policy => policy.statements);
  const table = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/${TABLE}`;
  assert.ok(allows(statements, 'dynamodb:GetItem', table), `the function may read ${table}`);
  assert.ok(!allows(statements, 'dynamodb:GetItem', `${table}2`) && !allows(statements, 'dynamodb:PutItem', table), 'and nothing else');
}

function networkIsKept(statements: readonly Statement[], self: string): void {
  const allowed = statements.filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().includes('ec2:CreateNetworkInterface'));
  assert.ok(allowed.length > 0, 'Lambda may make network interfaces');
  const denied = statements.find(({ Effect, Action }) => Effect === 'Deny' && [Action].flat().includes('ec2:CreateNetworkInterface'));
  assert.match(JSON.stringify(denied?.Condition ?? {}), new RegExp(`lambda:SourceFunctionArn.*${ACCOUNT}`), `code of ${self} may not`);
}

function tracesAreWritten({ configuration, policies }: DeployedFunction): void {
  assert.equal(configuration.TracingConfig?.Mode, 'Active');
  assert.ok(allows(policies.flatMap(({ statements }) => statements), 'xray:PutTraceSegments', '*'), 'the function may write traces');
}

async function failuresAreKept({ account, configuration, ledger, policies }: DeployedFunction): Promise<void> {
  const config = await account.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: configuration.FunctionName }));
  assert.equal(config.MaximumRetryAttempts, 1);
  assert.equal(config.MaximumEventAgeInSeconds, 3600);
  const { reason = '' } = ledger.find(({ measure }) => measure === HardeningMeasure.FAILURE_HANDLING) ?? {};
  if (!reason.includes('queue')) return;
  const queue = config.DestinationConfig?.OnFailure?.Destination ?? '';
  assert.match(queue, /^arn:aws:sqs:/);
  assert.ok(allows(policies.flatMap(({ statements }) => statements), 'sqs:SendMessage', queue), `the function may send to ${queue}`);
}

/** Each alarm that the ledger names is there, looks at this function, and is silent where there is no data. */
async function alarmsWatch(fn: DeployedFunction): Promise<void> {
  const { alarms, configuration, ledger } = fn;
  const watched = [configuration.FunctionName ?? '', ...await queuesOf(fn)];
  const { reason = '' } = ledger.find(({ measure }) => measure === HardeningMeasure.ALARMS) ?? {};
  const [made = ''] = reason.split(';');
  for (const name of made.split(', ')) {
    const [id = ''] = name.toLowerCase().split(' ');
    const alarm = alarms.find(({ AlarmName, Dimensions, Metrics }) => AlarmName?.toLowerCase().includes(`${id}alarm`)
      && watched.some(resource => JSON.stringify([Dimensions, Metrics]).includes(`"${resource}"`)));
    assert.ok(alarm, `there is an alarm on ${name}`);
    assert.equal(alarm.TreatMissingData, 'notBreaching');
  }
}

/** Names of the queues where events end that a function failed on. */
async function queuesOf({ account, configuration, ledger }: DeployedFunction): Promise<string[]> {
  const { state } = ledger.find(({ measure }) => measure === HardeningMeasure.FAILURE_HANDLING) ?? {};
  if (state !== 'set') return [];
  const { DestinationConfig } = await account.lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName: configuration.FunctionName }));
  return DestinationConfig?.OnFailure?.Destination?.split(':').slice(-1) ?? [];
}

function fromTemplate<T extends keyof typeof NOT_IN_MOTO>(fn: DeployedFunction, property: T): Record<string, unknown> | undefined {
  return fn.template[property] as Record<string, unknown> | undefined;
}
