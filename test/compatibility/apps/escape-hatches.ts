import { App, CfnCondition, CfnParameter, CfnResource, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { NODE, inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

const ROLE = 'arn:aws:iam::123456789012:role/given';

/** An app of one function whose L1 is changed behind the back of its L2. */
function changed(change: (resource: lambda.CfnFunction, fn: lambda.Function) => void): (app: App) => void {
  return inStack(stack => {
    const fn = nodeFunction(stack, 'Orders', { environment: { A: '1', B: '2' } });
    change(fn.node.defaultChild as lambda.CfnFunction, fn);
  });
}

export const escapeHatches: AppCases = {
  'a property override': changed(resource => resource.addPropertyOverride('Environment.Variables.C', { Ref: 'AWS::Region' })),
  'a deleted variable': changed(resource => resource.addPropertyDeletionOverride('Environment.Variables.A')),
  'a deleted environment': changed(resource => resource.addPropertyDeletionOverride('Environment')),
  'an overridden environment': changed(resource => resource.addPropertyOverride('Environment', { Variables: { ONLY: 'this' } })),
  'an overridden list of layers': changed(resource => resource.addPropertyOverride('Layers', ['arn:aws:lambda:eu-central-1:123456789012:layer:x:1'])),
  'one layer overridden by its index': changed((resource, fn) => {
    fn.addLayers(lambda.LayerVersion.fromLayerVersionArn(fn, 'L', 'arn:aws:lambda:eu-central-1:123456789012:layer:x:1'));
    resource.addPropertyOverride('Layers.0', 'arn:aws:lambda:eu-central-1:123456789012:layer:y:2');
  }),
  'layers that are nothing under a condition': inStack(stack => {
    const isProd = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-central-1') });
    const fn = nodeFunction(stack, 'Orders');
    (fn.node.defaultChild as lambda.CfnFunction).addPropertyOverride('Layers', Fn.conditionIf(isProd.logicalId, ['arn:aws:lambda:eu-central-1:123456789012:layer:x:1'], Fn.ref('AWS::NoValue')));
  }),
  'a function under a condition, with what belongs to it': inStack(stack => {
    const condition = new CfnCondition(stack, 'IsProd', { expression: Fn.conditionEquals(Fn.ref('AWS::Region'), 'eu-central-1') });
    const fn = nodeFunction(stack, 'Orders');
    for (const node of fn.node.findAll()) if (CfnResource.isCfnResource(node)) node.cfnOptions.condition = condition;
    nodeFunction(stack, 'Always');
  }),
  'a role under a condition whose function has none': inStack(stack => {
    const condition = new CfnCondition(stack, 'HasRole', { expression: Fn.conditionEquals('a', 'a') });
    const role = new iam.CfnRole(stack, 'Role', { assumeRolePolicyDocument: {} });
    role.cfnOptions.condition = condition;
    new lambda.CfnFunction(stack, 'Fn', { code: { zipFile: 'x' }, handler: 'a.b', runtime: 'nodejs22.x', role: Token.asString(Fn.conditionIf(condition.logicalId, role.attrArn, ROLE)) });
  }),
  'another type, another logical id, another handler': changed((resource, fn) => {
    resource.overrideLogicalId('MyFunction');
    resource.addPropertyOverride('Handler', 'other.handler');
    fn.stack.renameLogicalId(fn.stack.getLogicalId(fn.role?.node.defaultChild as iam.CfnRole), 'MyRole');
    resource.addOverride('UpdateReplacePolicy', 'Retain');
    resource.addMetadata('Mine', { a: 1 });
    resource.cfnOptions.description = 'mine';
  }),
  'a function that is overridden to be a SAM function': changed(resource => resource.addOverride('Type', 'AWS::Serverless::Function')),
  'deleted properties of the role': changed((_, fn) => {
    const role = fn.role?.node.defaultChild as iam.CfnRole;
    role.addPropertyDeletionOverride('ManagedPolicyArns');
    role.addPropertyOverride('Policies', [{ PolicyName: 'x', PolicyDocument: { Statement: [] } }]);
  }),
  'overridden properties of the role': changed((_, fn) => {
    (fn.role?.node.defaultChild as iam.CfnRole).addPropertyOverride('ManagedPolicyArns', ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']);
    (fn.role?.node.defaultChild as iam.CfnRole).addPropertyOverride('ManagedPolicyArns.0', 'arn:aws:iam::123456789012:policy/own');
  }),
  'lazy values of every sort': inStack(stack => {
    let name = 'early';
    const fn = nodeFunction(stack, 'Orders', {
      environment: { LAZY: Lazy.string({ produce: () => name }), LATE: Lazy.uncachedString({ produce: context => context.scope.node.path }) },
      description: Lazy.string({ produce: () => undefined }),
      memorySize: Lazy.number({ produce: () => 256 }),
    });
    new lambda.CfnFunction(stack, 'Raw', { role: ROLE, code: { zipFile: 'x' }, handler: 'a.b', runtime: Lazy.string({ produce: () => 'nodejs22.x' }), layers: Lazy.list({ produce: () => undefined }), environment: Lazy.any({ produce: () => ({ variables: { A: fn.functionName } }) }) });
    name = 'late';
  }),
  'parameters as runtime, variables and layers': inStack(stack => {
    const parameter = (id: string, type = 'String') => new CfnParameter(stack, id, { type, default: 'x' });
    const raw = { role: ROLE, code: { zipFile: 'x' }, handler: 'a.b' };
    new lambda.CfnFunction(stack, 'Runtime', { ...raw, runtime: parameter('RuntimeName').valueAsString });
    new lambda.CfnFunction(stack, 'Layers', { ...raw, runtime: 'nodejs22.x', layers: parameter('LayerArns', 'CommaDelimitedList').valueAsList });
    nodeFunction(stack, 'Options', { environment: { NODE_OPTIONS: parameter('NodeOptions').valueAsString, SPLIT: Fn.select(0, Fn.split(',', parameter('List').valueAsString)) } });
  }),
  'raw resources': inStack(stack => {
    const raw = (id: string, properties: object) => new CfnResource(stack, id, { type: 'AWS::Lambda::Function', properties: { Role: ROLE, Code: { ZipFile: 'x' }, Handler: 'a.b', Runtime: 'nodejs22.x', ...properties } });
    raw('Plain', {});
    raw('Full', { Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:x:1'], Environment: { Variables: { A: { 'Fn::Sub': '${AWS::Region}' }, NODE_OPTIONS: { 'Fn::If': ['C', 'x', { Ref: 'AWS::NoValue' }] } } } });
    new CfnCondition(stack, 'C', { expression: Fn.conditionEquals('a', 'b') });
    raw('Strange', { Environment: {}, LoggingConfig: { LogGroup: 'x' }, Layers: [] });
    raw('Wrong', { Environment: { Variables: {} }, Layers: [null] });
    new CfnResource(stack, 'Web', { type: 'AWS::Lambda::WebFunction', properties: { A: 1 } });
  }),
  'an L1 with every value': inStack(stack => {
    const group = new logs.LogGroup(stack, 'Group');
    new lambda.CfnFunction(stack, 'Raw', {
      role: ROLE,
      code: { s3Bucket: 'b', s3Key: 'k' },
      handler: 'a.b',
      runtime: 'nodejs20.x',
      functionName: 'raw',
      loggingConfig: { logGroup: group.logGroupName },
      vpcConfig: { subnetIds: ['s'], securityGroupIds: ['g'] },
      deadLetterConfig: { targetArn: new sqs.Queue(stack, 'Q').queueArn },
      tags: [{ key: 'a', value: 'b' }],
    });
    new logs.CfnLogGroup(stack, 'Named', { logGroupName: '/aws/lambda/raw2' });
    new lambda.CfnFunction(stack, 'Raw2', { role: ROLE, code: { imageUri: 'x' }, packageType: 'Image', functionName: 'raw2' });
  }),
  'log group named after its function': inStack(stack => {
    const fn = nodeFunction(stack, 'Orders');
    new logs.LogGroup(stack, 'Group', { logGroupName: `/aws/lambda/${fn.functionName}`, retention: logs.RetentionDays.ONE_WEEK });
    const named = new lambda.Function(stack, 'Named', { ...NODE, functionName: 'named' });
    new logs.LogGroup(stack, 'NamedGroup', { logGroupName: `/aws/lambda/${named.functionName}` });
    new logs.LogGroup(stack, 'LiteralGroup', { logGroupName: '/aws/lambda/named2', retention: logs.RetentionDays.INFINITE });
    nodeFunction(stack, 'Named2', { functionName: 'named2' });
  }),
  'log group given, made by the user, imported, and read': inStack(stack => {
    nodeFunction(stack, 'Given', { logGroup: new logs.LogGroup(stack, 'G1', { retention: logs.RetentionDays.ONE_DAY }) });
    nodeFunction(stack, 'Endless', { logGroup: new logs.LogGroup(stack, 'G2', { retention: logs.RetentionDays.INFINITE }) });
    nodeFunction(stack, 'Imported', { logGroup: logs.LogGroup.fromLogGroupName(stack, 'G3', 'given') });
    nodeFunction(stack, 'Read').logGroup.addMetricFilter('Errors', { filterPattern: logs.FilterPattern.literal('ERROR'), metricName: 'Errors', metricNamespace: 'App' });
    new Stack(stack, 'Child');
  }),
  'dependencies between functions, roles and other things': inStack(stack => {
    const [a, b] = [nodeFunction(stack, 'A'), nodeFunction(stack, 'B')];
    a.node.addDependency(b);
    const queue = new sqs.Queue(stack, 'Queue');
    b.node.addDependency(queue);
    (b.node.defaultChild as CfnResource).addDependency(queue.node.defaultChild as CfnResource);
    b.role?.node.addDependency(new sqs.Queue(stack, 'Other'));
    new iam.Policy(stack, 'Policy', { roles: [a.role!], statements: [new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [b.functionArn] })] }).node.addDependency(a);
  }),
};
