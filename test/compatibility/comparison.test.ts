import { breaches } from './comparison/breaches';
import type { Resource, Synthesis, Template } from './comparison/template';

const LEDGER = { 'cdk-serverless-guard': { version: 1, entries: [{ measure: 'guard-layer', state: 'set', reason: 'loaded' }] } };

const FUNCTION = {
  Type: 'AWS::Lambda::Function',
  DependsOn: ['Role'],
  Properties: { Runtime: 'nodejs22.x', Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Layers: ['tools'], Environment: { Variables: { A: '1' } } },
} satisfies Resource;

const PLAIN: Template = {
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': ['a', 'b'] } },
  Outputs: { Name: { Value: { Ref: 'Orders' } } },
  Resources: {
    Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole', 'other'] } },
    Orders: FUNCTION,
    Queue: { Type: 'AWS::SQS::Queue' },
    Reserve: { Type: 'AWS::SQS::Queue', Condition: 'IsProd' },
  },
};

/** What the guard makes of the template above. */
const GUARDED: Template = {
  ...PLAIN,
  Resources: {
    ...PLAIN.Resources,
    Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: ['other'] } },
    Orders: {
      ...FUNCTION,
      DependsOn: ['Policy', 'Role'],
      Metadata: LEDGER,
      Properties: {
        ...FUNCTION.Properties,
        Layers: ['tools', { Ref: 'Layer' }],
        Environment: { Variables: { A: '1', SERVERLESS_GUARD_MODE: 'block', NODE_OPTIONS: '--require /opt/serverless-guard/preload.cjs' } },
        RecursiveLoop: 'Terminate',
      },
    },
    Layer: { Type: 'AWS::Lambda::LayerVersion' },
    Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: [{ Sid: 'WriteOwnLogs' }] } } },
  },
};

function synthesis(template: Template): Synthesis {
  return { templates: { 'Shop.template.json': template }, errors: [], exitCode: 0 };
}

/** The breaches of the guarded template with something changed in it. */
function breachesWith(change: (template: any) => void, plain: Template = PLAIN): string[] {
  const template = structuredClone(GUARDED);
  change(template);
  return breaches(synthesis(plain), synthesis(template));
}

test('what the guard adds by its table is no breach', () => {
  expect(breachesWith(() => undefined)).toEqual([]);
});

test.each<[string, (template: any) => void, RegExp]>([
  ['a resource that is gone', ({ Resources }) => delete Resources.Queue, /Queue \(AWS::SQS::Queue\) is gone/],
  ['another type', ({ Resources }) => { Resources.Queue.Type = 'AWS::SNS::Topic'; }, /Queue: its attributes/],
  ['another property', ({ Resources }) => { Resources.Orders.Properties.Runtime = 'nodejs24.x'; }, /Orders\.Runtime was "nodejs22\.x", is "nodejs24\.x"/],
  ['a further property', ({ Resources }) => { Resources.Queue.Properties = { DelaySeconds: 1 }; }, /Queue\.DelaySeconds was nothing/],
  ['another variable', ({ Resources }) => { Resources.Orders.Properties.Environment.Variables.A = '2'; }, /Orders\.Environment/],
  ['a variable of nobody', ({ Resources }) => { Resources.Orders.Properties.Environment.Variables.B = '2'; }, /Orders\.Environment/],
  ['layers in another order', ({ Resources }) => Resources.Orders.Properties.Layers.reverse(), /Orders\.Layers/],
  ['a managed policy that is gone', ({ Resources }) => { Resources.Role.Properties.ManagedPolicyArns = []; }, /Role\.ManagedPolicyArns/],
  ['a basic policy that nothing replaces', ({ Resources }) => { Resources.Policy.Properties.Roles = []; }, /Role\.ManagedPolicyArns/],
  ['no ledger', ({ Resources }) => delete Resources.Orders.Metadata, /Orders has no ledger/],
  ['metadata that is gone', ({ Resources }) => { Resources.Queue.Metadata = { a: 1 }; }, /Queue: its metadata/],
  ['a dependency that is gone', ({ Resources }) => { Resources.Orders.DependsOn = ['Policy']; }, /does not wait for Role/],
  ['a dependency on what was there', ({ Resources }) => { Resources.Orders.DependsOn.push('Queue'); }, /waits for Queue/],
  ['an output that is gone', template => { template.Outputs = {}; }, /Outputs was/],
  ['a parameter that changed', ({ Parameters }) => { Parameters.Stage.Type = 'Number'; }, /Parameters was/],
  ['a dangling reference', ({ Resources }) => { Resources.Layer.Properties = { Name: { 'Fn::Sub': '${Nobody.Arn}' } }; }, /Layer refers to Nobody/],
  ['a circle', ({ Resources }) => { Resources.Policy.Properties.Name = { Ref: 'Orders' }; }, /circular dependency/],
  ['a reference past a condition', ({ Resources }) => { Resources.Layer.DependsOn = 'Reserve'; }, /Layer refers to Reserve without its condition IsProd/],
  ['a condition that does not exist', ({ Resources }) => { Resources.Layer.Condition = 'Nobody'; }, /Layer has the condition Nobody/],
  ['a sixth layer', ({ Resources }) => { Resources.Orders.Properties.Layers.unshift('a', 'b', 'c', 'd'); }, /more than 5 layers/],
  ['a large environment', ({ Resources }) => { Resources.Orders.Properties.Environment.Variables.SERVERLESS_GUARD_POLICY = 'x'.repeat(4096); }, /4096 bytes/],
  ['a full stack', ({ Resources }) => { for (let i = 0; i < 500; i++) Resources[`Alarm${i}`] = { Type: 'AWS::CloudWatch::Alarm' }; }, /more than 500 resources/],
  ['a further function', ({ Resources }) => { Resources.Helper = { Type: 'AWS::Lambda::Function', Metadata: LEDGER }; }, /function Helper was added/],
])('%s is a breach', (_, change, message) => {
  expect(breachesWith(change)).toContainEqual(expect.stringMatching(message));
});

test('a reference to what has a condition is none where the same condition holds', () => {
  expect(breachesWith(({ Resources }) => {
    Resources.Alarm = { Type: 'AWS::CloudWatch::Alarm', Condition: 'IsProd', Properties: { Name: { Ref: 'Reserve' } } };
    Resources.Other = { Type: 'AWS::CloudWatch::Alarm', Properties: { Name: { 'Fn::If': ['IsProd', { Ref: 'Reserve' }, 'none'] } } };
  })).toEqual([]);
});

test('one that fails and one that does not, in either order, are a breach', () => {
  const failure: Synthesis = { failure: 'no' };
  expect(breaches(synthesis(PLAIN), failure)).toEqual([expect.stringContaining('fails, but synthesises')]);
  expect(breaches(failure, synthesis(GUARDED))).toEqual([expect.stringContaining('synthesises, but fails')]);
  expect(breaches(failure, failure)).toEqual([]);
});

test('errors, exit codes and further templates are a breach', () => {
  const guarded = synthesis(GUARDED) as Extract<Synthesis, { templates: unknown }>;
  expect(breaches(synthesis(PLAIN), { ...guarded, errors: ['bad'] })).toEqual(['has the error: bad']);
  expect(breaches(synthesis(PLAIN), { ...guarded, exitCode: 1 })).toEqual(['exits with 1, not with 0']);
  expect(breaches(synthesis(PLAIN), { ...guarded, templates: { ...guarded.templates, More: { Resources: {} } } })).toEqual(['has the further template More']);
});

test('the hash of a version may change, and what refers to it with it', () => {
  const withVersion = (template: Template, hash: string): Template => ({
    ...template,
    Resources: {
      ...template.Resources,
      [`OrdersCurrentVersion0A1B2C3D${hash}`]: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Orders' } } },
      Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionVersion: { 'Fn::GetAtt': [`OrdersCurrentVersion0A1B2C3D${hash}`, 'Version'] } } },
    },
  });
  const [before, after] = [withVersion(PLAIN, '0'.repeat(32)), withVersion(GUARDED, 'f'.repeat(32))];
  expect(breaches(synthesis(before), synthesis(after))).toEqual([]);
  expect(breaches(synthesis(before), synthesis(GUARDED))).toHaveLength(2);
});
