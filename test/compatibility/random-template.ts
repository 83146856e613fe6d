import * as fc from 'fast-check';

/** Intrinsic functions that CloudFormation allows where a text is due; `name` is a parameter, `IsProd` a condition. */
const text: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'value', '--enable-source-maps', '', 'arn:aws:lambda:eu-central-1:123456789012:layer:l:1') },
  fc.constantFrom<unknown>(
    { Ref: 'Name' },
    { Ref: 'AWS::Region' },
    { 'Fn::Sub': '${AWS::StackName}-${Name}' },
    { 'Fn::Sub': ['${A}-${Queue.Arn}', { A: { Ref: 'Name' } }] },
    { 'Fn::Join': ['-', ['a', { Ref: 'Name' }]] },
    { 'Fn::If': ['IsProd', 'a', { Ref: 'Name' }] },
    { 'Fn::If': ['IsProd', 'a', { Ref: 'AWS::NoValue' }] },
    { 'Fn::ImportValue': 'shared' },
    { 'Fn::GetAtt': ['Queue', 'Arn'] },
    { 'Fn::Select': [0, { 'Fn::Split': ['-', { Ref: 'Name' }] }] },
    { 'Fn::FindInMap': ['Sizes', 'small', 'name'] },
  ),
);

/** A value, or a choice between it and nothing. */
function maybeChosen(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 4, arbitrary: value }, value.map(some => ({ 'Fn::If': ['IsProd', some, { Ref: 'AWS::NoValue' }] })));
}

const variables = fc.dictionary(fc.constantFrom('TABLE', 'NODE_OPTIONS', 'AWS_LAMBDA_EXEC_WRAPPER', 'SERVERLESS_GUARD_MODE', 'BIG'), text, { maxKeys: 3 });

const runtime = fc.constantFrom<unknown>('nodejs22.x', 'nodejs22.x', 'nodejs20.x', 'nodejs18.x', 'python3.13', 'provided.al2023', { Ref: 'RuntimeName' });

const shared = {
  Handler: fc.constantFrom<unknown>('index.handler', 'src/a.b', { 'Fn::Sub': '${Name}.handler' }),
  Runtime: runtime,
  FunctionName: text,
  Timeout: fc.integer({ min: 1, max: 900 }),
  Layers: maybeChosen(fc.array(text.filter(value => value !== ''), { maxLength: 5 })),
  Environment: maybeChosen(fc.record({ Variables: maybeChosen(variables) })),
  VpcConfig: maybeChosen(fc.constant({ SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] })),
  LoggingConfig: fc.record({ LogFormat: fc.constantFrom('JSON', 'Text'), LogGroup: text }, { requiredKeys: [] }),
  RecursiveLoop: fc.constantFrom('Allow', 'Terminate'),
  RuntimeManagementConfig: fc.constant({ UpdateRuntimeOn: 'FunctionUpdate' }),
  ReservedConcurrentExecutions: fc.integer({ min: 0, max: 10 }),
};

const role = fc.constantFrom<unknown>(
  { 'Fn::GetAtt': ['Role', 'Arn'] },
  'arn:aws:iam::123456789012:role/given',
  { 'Fn::If': ['IsProd', { 'Fn::GetAtt': ['Role', 'Arn'] }, { Ref: 'Name' }] },
);

const lambdaFunction = fc.record(
  { ...shared, Role: role, Code: fc.constant({ ZipFile: 'x' }), TracingConfig: fc.constant({ Mode: 'Active' }) },
  { requiredKeys: ['Role', 'Code', 'Runtime', 'Handler'] },
)
  .map(Properties => ({ Type: 'AWS::Lambda::Function', Properties }));

const samFunction = fc.record(
  { ...shared, Role: role, InlineCode: fc.constant('x'), AutoPublishAlias: fc.constant('live'), Tracing: fc.constant('Active') },
  { requiredKeys: ['InlineCode'] },
)
  .map(Properties => ({ Type: 'AWS::Serverless::Function', Properties }));

const attributes = fc.record({
  Condition: fc.constant('IsProd'),
  DependsOn: fc.constantFrom<unknown>('Queue', ['Queue', 'Role']),
  DeletionPolicy: fc.constant('Retain'),
  Metadata: fc.constant({ BuildMethod: 'esbuild' }),
}, { requiredKeys: [] });

const fn = fc.tuple(fc.oneof(lambdaFunction, samFunction), attributes).map(([resource, rest]) => ({ ...resource, ...rest }));

const globals = fc.record(
  { Runtime: runtime, Layers: shared.Layers, Environment: fc.record({ Variables: variables }), Timeout: fc.constant(3) },
  { requiredKeys: [] },
);

const parts = fc.record({ functions: fc.array(fn, { minLength: 1, maxLength: 4 }), globals: fc.option(globals, { nil: undefined }) });

/** Templates with functions whose properties are any mixture of values and intrinsic functions; SAM's where a function is SAM's. */
export const randomTemplate: fc.Arbitrary<object> = parts
  .map(({ functions, globals: common }) => {
    const isSam = functions.some(({ Type }) => Type.includes('Serverless'));
    return {
      ...(isSam && { Transform: 'AWS::Serverless-2016-10-31' }),
      ...(isSam && common !== undefined && { Globals: { Function: common } }),
      Parameters: { Name: { Type: 'String' }, RuntimeName: { Type: 'String', Default: 'nodejs22.x' } },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Name' }, 'prod'] } },
      Mappings: { Sizes: { small: { name: 'small' } } },
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue' },
        Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
        ...Object.fromEntries(functions.map((resource, index) => [`Fn${index}`, resource])),
      },
    };
  });
