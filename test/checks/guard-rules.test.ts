import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { findingsIn, idsOf } from './judge-template';
import { ServerlessGuard } from '../../src';
import { GUARDED, GUARDED_PROPERTIES } from '../../src/checks/examples';
import type { Rule } from '../../src/checks/rule';
import { guardBypass } from '../../src/checks/rules/sas-01-injection/guard-bypass';
import { guardMissing } from '../../src/checks/rules/sas-01-injection/guard-missing';
import { guardMonitorOnly } from '../../src/checks/rules/sas-01-injection/guard-monitor-only';
import { alarmGuardMissing } from '../../src/checks/rules/sas-05-monitoring/alarm-guard-missing';
import { alarmNoAction } from '../../src/checks/rules/sas-05-monitoring/alarm-no-action';

const PRELOAD = '/opt/serverless-guard/preload.cjs';

function judged(rule: Rule, properties: object, extra: object = {}, metadata?: object): string[] {
  const Orders = { Type: 'AWS::Lambda::Function', Metadata: metadata, Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', ...properties } };
  return (idsOf(rule, { ...GUARDED, Orders, ...extra }).Orders ?? []).map(id => id.slice(rule.id.length));
}

const layers = { Layers: [{ Ref: 'ServerlessGuardLayer' }] };
const variables = (given: object) => ({ Environment: { Variables: given } });

describe('guard missing', () => {
  test.each<[string, object, string[]]>([
    ['NODE_OPTIONS', { ...layers, ...variables({ NODE_OPTIONS: `--require ${PRELOAD}` }) }, []],
    ['NODE_OPTIONS with `=`, beside others', { ...layers, ...variables({ NODE_OPTIONS: `--enable-source-maps --require=${PRELOAD}` }) }, []],
    ['NODE_OPTIONS joined to a parameter', { ...layers, ...variables({ NODE_OPTIONS: { 'Fn::Join': [' ', [{ Ref: 'P' }, `--require ${PRELOAD}`]] } }) }, []],
    ['the exec wrapper', { ...layers, ...variables({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/serverless-guard/exec-wrapper' }) }, []],
    ['the handler', { ...layers, Handler: '/opt/serverless-guard/handler.handler' }, []],
    ['another tool\'s wrapper', { ...layers, ...variables({ AWS_LAMBDA_EXEC_WRAPPER: '/opt/datadog_wrapper' }) }, ['']],
    ['NODE_OPTIONS of something else', { ...layers, ...variables({ NODE_OPTIONS: '--require ./preload.cjs' }) }, ['']],
    ['no layer', variables({ NODE_OPTIONS: `--require ${PRELOAD}` }), ['[Layer]']],
    ['an empty list of layers', { Layers: [], ...variables({ NODE_OPTIONS: `--require ${PRELOAD}` }) }, ['[Layer]']],
    ['a layer only in one branch', { Layers: { 'Fn::If': ['IsProd', ['arn'], { Ref: 'AWS::NoValue' }] }, ...variables({ NODE_OPTIONS: `--require ${PRELOAD}` }) }, ['[Layer]']],
    ['the guard in one branch', { ...layers, Environment: { Variables: { NODE_OPTIONS: { 'Fn::If': ['IsProd', `--require ${PRELOAD}`, { Ref: 'AWS::NoValue' }] } } } }, ['']],
    ['an environment that is not known', { ...layers, Environment: { 'Fn::Transform': {} } }, []],
    ['Python, for which there is no guard yet', { Runtime: 'python3.13' }, []],
    ['an image', { Runtime: undefined, PackageType: 'Image' }, []],
    ['an unknown runtime', { Runtime: { Ref: 'Runtime' } }, []],
  ])('%s', (_name, properties, expected) => {
    expect(judged(guardMissing, properties)).toEqual(expected);
  });

  const ledger = (entry: object) => ({ 'cdk-serverless-guard': { version: 1, entries: [{ measure: 'guard-layer', ...entry }] } });

  test('an opt-out with a reason is told, not held against the function', () => {
    const Orders = { Type: 'AWS::Lambda::Function', Metadata: ledger({ state: 'optedOut', reason: 'a canary', expires: '2026-12-31' }), Properties: { Runtime: 'nodejs22.x' } };
    expect(findings(Orders, '2026-06-01')).toMatchObject([{ severity: 'info', description: expect.stringContaining('a canary') }]);
    expect(findings(Orders, '2027-01-01')).toMatchObject([{ severity: 'error' }]);
  });

  test('a refusal of this library says why', () => {
    const Orders = { Type: 'AWS::Lambda::Function', Metadata: ledger({ state: 'refused', reason: 'five layers already' }), Properties: { Runtime: 'nodejs22.x' } };
    expect(findings(Orders, '2026-06-01')).toMatchObject([{ severity: 'error', description: expect.stringContaining('five layers already') }]);
  });

  test('a ledger that somebody else wrote is no ledger', () => {
    for (const metadata of [{ 'cdk-serverless-guard': 1 }, { 'cdk-serverless-guard': { entries: [null, 1, { measure: 1 }] } }, [], 'x']) {
      expect(judged(guardMissing, {}, {}, metadata as object)).toEqual(['']);
    }
  });
});

describe('SAM functions, with what they have from Globals', () => {
  const options = { Environment: { Variables: { NODE_OPTIONS: `--require ${PRELOAD}` } } };
  const judgedSam = (rule: Rule, globals: object, properties: object = {}) => {
    const Orders = { Type: 'AWS::Serverless::Function', Properties: { Handler: 'index.handler', ...properties } };
    const template = { Globals: { Function: { Runtime: 'nodejs22.x', ...globals } }, Resources: { ...GUARDED, Orders } };
    return findingsIn([rule], template, { today: '2026-06-01' }).map(({ id }) => id.slice(rule.id.length));
  };
  const TOOLS = 'arn:aws:lambda:eu-west-1:111122223333:layer:tools:3';

  test.each<[string, object, object, string[]]>([
    ['nothing', {}, {}, ['']],
    ['everything from Globals', { ...layers, ...options }, {}, []],
    ['a layer from Globals, the options of its own', layers, options, []],
    ['the layer of its own, the options from Globals', options, layers, []],
    ['no layer anywhere', options, {}, ['[Layer]']],
    ['an empty list of its own hides no layer from Globals', { ...layers, ...options }, { Layers: [] }, []],
    ['options of its own hide those from Globals', { ...layers, ...options }, { Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } } }, ['']],
    ['Python of its own', {}, { Runtime: 'python3.13' }, []],
  ])('guard missing: %s', (_name, globals, properties, expected) => {
    expect(judgedSam(guardMissing, globals, properties)).toEqual(expected);
  });

  test.each<[string, object, object, string[]]>([
    ['a tool from Globals before the guard', { Layers: [TOOLS], ...options }, layers, []],
    ['a tool of its own after the guard from Globals', { ...layers, ...options }, { Layers: [TOOLS] }, ['[LayerAfterGuard]']],
    ['a search path from Globals', { ...layers, Environment: { Variables: { ...options.Environment.Variables, NODE_PATH: '/tmp/x' } } }, {}, ['[NODE_PATH]']],
  ])('guard bypass: %s', (_name, globals, properties, expected) => {
    expect(judgedSam(guardBypass, globals, properties)).toEqual(expected);
  });
});

describe('images', () => {
  const image = { Runtime: undefined, Handler: undefined, PackageType: 'Image', Code: { ImageUri: 'orders:1' } };
  const options = { NODE_OPTIONS: `--require ${PRELOAD}` };
  const holding = { SERVERLESS_GUARD_IN_IMAGE: '1' };

  test.each<[string, object, string[]]>([
    ['which may run anything', image, []],
    ['that hold the guard and load it', { ...image, ...variables({ ...options, ...holding }) }, []],
    ['that hold the guard and do not load it', { ...image, ...variables(holding) }, ['']],
    ['without the package type', { ...image, PackageType: undefined, ...variables(holding) }, ['']],
    ['of SAM', { Runtime: undefined, PackageType: 'Image', ImageUri: 'orders:1', ...variables({ ...options, ...holding }) }, []],
    ['that are none: a zip file needs the layer whatever it says', variables({ ...options, ...holding }), ['[Layer]']],
  ])('%s', (_name, properties, expected) => {
    expect(judged(guardMissing, properties)).toEqual(expected);
  });

  test('what gets around the guard is seen there too', () => {
    expect(judged(guardBypass, { ...image, ...variables({ ...options, ...holding, LD_PRELOAD: '/opt/x.so' }) })).toEqual(['[LD_PRELOAD]']);
    expect(judged(guardMonitorOnly, { ...image, ...variables({ ...options, ...holding, SERVERLESS_GUARD_MODE: 'off' }) })).toEqual(['[Off]']);
  });
});

describe('guard bypass', () => {
  const guarded = (more: object, given: object = {}) => ({ ...layers, ...variables({ NODE_OPTIONS: `--require ${PRELOAD}`, ...given }), ...more });

  test.each<[string, object, string[]]>([
    ['nothing', guarded({}), []],
    ['--import before it: Node runs it later', guarded({}, { NODE_OPTIONS: `--import ./otel.mjs --require ${PRELOAD}` }), []],
    ['--require after it', guarded({}, { NODE_OPTIONS: `--require ${PRELOAD} --require ./otel.cjs` }), []],
    ['--require before it', guarded({}, { NODE_OPTIONS: `--require=./otel.cjs --require ${PRELOAD}` }), ['[NODE_OPTIONS]']],
    ['-r before it', guarded({}, { NODE_OPTIONS: `-r ./otel.cjs --require ${PRELOAD}` }), ['[NODE_OPTIONS]']],
    ['another layer before its own', guarded({ Layers: ['arn:aws:lambda:eu-west-1:111122223333:layer:tools:3', { Ref: 'ServerlessGuardLayer' }] }), []],
    ['another layer after its own', guarded({ Layers: [{ Ref: 'ServerlessGuardLayer' }, 'arn:aws:lambda:eu-west-1:111122223333:layer:tools:3'] }), ['[LayerAfterGuard]']],
    ['two guards', guarded({ Layers: ['arn:aws:lambda:eu-west-1:111122223333:layer:serverless-guard:3', { Ref: 'ServerlessGuardLayer' }] }), ['[GuardLayers]']],
    ['a runtime that does not read NODE_OPTIONS', guarded({ Runtime: 'provided.al2023' }), ['[Runtime]']],
    ['the mark of a running guard set from outside', guarded({}, { SERVERLESS_GUARD_ACTIVE: '1' }), ['[SERVERLESS_GUARD_ACTIVE]']],
    ['a writable search path', guarded({}, { NODE_PATH: '/opt/nodejs:/tmp/modules' }), ['[NODE_PATH]']],
    ['the search path of layers', guarded({}, { NODE_PATH: '/opt/nodejs/node_modules', LD_LIBRARY_PATH: '/opt/lib' }), []],
    ['a preloaded library', guarded({}, { LD_PRELOAD: '/opt/lib/x.so' }), ['[LD_PRELOAD]']],
    ['no guard at all is another finding', { ...variables({ LD_PRELOAD: '/tmp/x.so' }) }, []],
  ])('%s', (_name, properties, expected) => {
    expect(judged(guardBypass, properties)).toEqual(expected);
  });
});

test.each<[string, string[]]>([['block', []], ['report', ['']], ['REPORT', ['']], ['off', ['[Off]']], ['nonsense', []]])('the mode %s', (mode, expected) => {
  expect(judged(guardMonitorOnly, { ...layers, ...variables({ NODE_OPTIONS: `--require ${PRELOAD}`, SERVERLESS_GUARD_MODE: mode }) })).toEqual(expected);
});

describe('guard alarm missing', () => {
  const metric = (more: object = {}) => ({ Namespace: 'ServerlessGuard', MetricName: 'AttacksBlocked', Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Orders' } }], ...more });
  const alarm = (Properties: object) => ({ Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties } });
  const search = (expression: string) => alarm({ Metrics: [{ Id: 'all', Expression: expression }] });

  test.each<[string, object, string[]]>([
    ['an alarm of the function', alarm(metric()), []],
    ['in metric math', alarm({ Metrics: [{ Id: 'm', MetricStat: { Metric: metric() } }, { Id: 'e', Expression: 'm * 2' }] }), []],
    ['a search over all', search('SUM(SEARCH(\'{ServerlessGuard,FunctionName} MetricName="AttacksBlocked"\', \'Sum\', 60))'), []],
    ['a search over something else', search('SUM(SEARCH(\'{AWS/Lambda,FunctionName} MetricName="Errors"\', \'Sum\', 60))'), ['']],
    ['an alarm of another function', alarm(metric({ Dimensions: [{ Name: 'FunctionName', Value: 'invoices' }] })), ['']],
    ['an alarm without a dimension, which watches a metric that nobody writes', alarm(metric({ Dimensions: [] })), ['']],
    ['an alarm on errors', alarm(metric({ Namespace: 'AWS/Lambda', MetricName: 'Errors' })), ['']],
    ['an alarm on the heartbeat', alarm(metric({ MetricName: 'Heartbeat' })), ['']],
    ['an alarm of a function that is not known', alarm(metric({ Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'P' } }] })), []],
  ])('%s', (_name, extra, expected) => {
    expect(judged(alarmGuardMissing, GUARDED_PROPERTIES, extra)).toEqual(expected);
  });

  test('a function by its literal name', () => {
    expect(judged(alarmGuardMissing, { ...GUARDED_PROPERTIES, FunctionName: 'orders' }, alarm(metric({ Dimensions: [{ Name: 'FunctionName', Value: 'orders' }] })))).toEqual([]);
  });

  test('without a guard there is nothing to watch', () => {
    expect(judged(alarmGuardMissing, {})).toEqual([]);
  });
});

test('alarm guard missing: an opt-out with a reason is told, not held against the function', () => {
  const entries = [{ measure: 'alarms', state: 'optedOut', reason: 'the platform team has its own', expires: '2026-12-31' }];
  const Orders = { Type: 'AWS::Lambda::Function', Metadata: { 'cdk-serverless-guard': { version: 1, entries } }, Properties: GUARDED_PROPERTIES };
  const judgedOn = (today: string) => findingsIn([alarmGuardMissing], { Resources: { ...GUARDED, Orders } }, { today });
  expect(judgedOn('2026-06-01')).toMatchObject([{ severity: 'info', description: expect.stringContaining('the platform team has its own') }]);
  expect(judgedOn('2027-01-01')).toMatchObject([{ severity: 'error' }]);
});

function findings(Orders: object, today: string) {
  return findingsIn([guardMissing], { Resources: { Orders } }, { today });
}

test('alarm guard missing: a shared alarm covers exactly the functions that it watches', () => {
  const stack = new Stack(new App(), 'Shop');
  Aspects.of(stack).add(new ServerlessGuard({ maxAlarmsPerStack: 1 }));
  const fns = ['Orders', 'Carts', 'Search'].map(id => new lambda.Function(stack, id, {
    runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => ({});'),
  }));
  const { Resources } = Template.fromStack(stack).toJSON();
  expect(Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')).toHaveLength(1);
  expect(idsOf(alarmGuardMissing, Resources)).toEqual({});
  const [alarm] = Object.values<any>(Resources).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
  const logicalId = stack.getLogicalId(fns[1]!.node.defaultChild as lambda.CfnFunction);
  alarm.Properties.Metrics = alarm.Properties.Metrics.filter((query: any) => query.MetricStat?.Metric.Dimensions[0].Value.Ref !== logicalId);
  expect(idsOf(alarmGuardMissing, Resources)).toEqual({ [logicalId]: ['SAS5-AlarmGuardMissing'] });
});

test('silent alarms of the guard are one finding for the stack', () => {
  const alarm = (path: string) => ({ Type: 'AWS::CloudWatch::Alarm', Metadata: { 'aws:cdk:path': path }, Properties: { Namespace: 'ServerlessGuard' } });
  const resources = { A: alarm('Shop/A/ServerlessGuard/AttacksAlarm'), B: alarm('Shop/ServerlessGuardAlarms/ErrorsAlarm1'), C: alarm('Shop/C/Mine') };
  expect(idsOf(alarmNoAction, resources)).toEqual({ C: ['SAS5-AlarmNoAction'], Template: ['SAS5-AlarmNoAction[ServerlessGuard]'] });
});
