process.env.CDK_VALIDATION = 'false';

import { App, AspectPriority, Aspects, Aws, CfnOutput, CfnResource, Fn, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { allowedBy, roleOf } from './role-of';
import { HardeningMeasure, PermissionsMode, SecuredFunction, ServerlessGuard } from '../../../src';
import type { ServerlessGuardOptions } from '../../../src';
import { charactersOf, MOST_CHARACTERS } from '../../../src/roles/compile/size';

beforeEach(() => {
  for (const method of ['log', 'error', 'warn'] as const) jest.spyOn(console, method).mockImplementation();
});

const RUNTIME = { runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler' };
const TABLE = { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } };
const DB = 'const { DynamoDB } = require("@aws-sdk/client-dynamodb"); const db = new DynamoDB({});';
const GET = `${DB} exports.handler = event => db.getItem({ TableName: process.env.TABLE, Key: event.key });`;
const ELSEWHERE = `${DB} exports.handler = event => db.getItem({ TableName: event.table, Key: event.key });`;
const NOTED = `${GET} require('./missing');`;

function functionOf(scope: Construct, code: string, environment: Record<string, string> = {}, props: Partial<lambda.FunctionProps> = {}, id = 'Fn'): lambda.Function {
  return new lambda.Function(scope, id, { ...RUNTIME, code: lambda.Code.fromInline(code), environment, ...props });
}

/** A function with a table that it may read and write. */
function withTable(code: string, options: ServerlessGuardOptions = {}) {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  const table = new dynamodb.Table(stack, 'Table', TABLE);
  const fn = functionOf(stack, code, { TABLE: table.tableName });
  table.grantReadWriteData(fn);
  enforce(app, options);
  return { app, stack, table, fn };
}

function enforce(scope: Construct, options: ServerlessGuardOptions = {}): void {
  ServerlessGuard.protect(scope, { permissions: PermissionsMode.ENFORCE, ...options });
}

const GUARD = /^(logs:Create|logs:PutLogEvents|xray:Put|ec2:\w+ \*)/;
/** What a role allows beside what the guard's own measures need; CDK's assertions look for circles first. */
function allowed(app: App, path = 'Shop/Fn'): string[] {
  app.node.findAll().filter(node => Stack.isStack(node) && !node.nested).forEach(stack => Template.fromStack(stack as Stack));
  return allowedBy(roleOf(app, path)).filter(line => !GUARD.test(line));
}

const annotations = (stack: Stack, kind: 'findError' | 'findWarning') => Annotations.fromStack(stack)[kind]('*', Match.anyValue()).map(({ entry }) => String(entry.data));
const errors = (stack: Stack) => annotations(stack, 'findError');
const warnings = (stack: Stack) => annotations(stack, 'findWarning').filter(text => text.includes('permissions-kept'));
const entryOf = (fn: lambda.Function) => ServerlessGuard.ledgerOf(fn).find(({ measure }) => measure === HardeningMeasure.PERMISSIONS);

const EXACT = ['dynamodb:GetItem <Table.Arn>'];

describe('grants', () => {
  test('give way to what the code needs', () => {
    const { app, fn, stack } = withTable(GET);
    expect(allowed(app)).toEqual(EXACT);
    expect(entryOf(fn)).toEqual({ measure: 'permissions', state: 'set', reason: 'exactly the action that its code needs' });
    expect(Object.keys(Template.fromStack(stack).findResources('AWS::IAM::Policy')).filter(id => id.startsWith('Fn'))).toEqual([]);
  });

  test('stay, all of them, where something of the code could not be followed; what is missing is added', () => {
    const { app, stack, fn } = withTable(NOTED);
    fn.addEnvironment('QUEUE', 'unused');
    expect(allowed(app).length).toBeGreaterThan(10);
    expect(warnings(stack)).toEqual([expect.stringMatching(/its grants stay as they are: .*\.\/missing.*declareComplete/)]);
    expect(entryOf(fn)).toMatchObject({ state: 'refused' });
    expect(errors(stack)).toEqual([]);
  });

  test('that the code needs and nobody gave are written all the same', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    functionOf(stack, NOTED, { TABLE: new dynamodb.Table(stack, 'Table', TABLE).tableName });
    enforce(app);
    expect(allowed(app)).toEqual(EXACT);
  });

  test('with conditions and denies stay as they are, and are not widened', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const table = new dynamodb.Table(stack, 'Table', TABLE);
    const fn = functionOf(stack, GET, { TABLE: table.tableName });
    const conditions = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['mine'] } };
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem', 'dynamodb:Query'], resources: [table.tableArn], conditions }));
    fn.addToRolePolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['dynamodb:DeleteItem'], resources: ['*'] }));
    enforce(app);
    expect(allowed(app)).toEqual(['GetItem', 'Query'].map(action => `dynamodb:${action} <Table.Arn> dynamodb:leadingkeys=mine`));
    expect(roleOf(app, 'Shop/Fn')).toContainEqual({ Effect: 'Deny', Action: ['dynamodb:DeleteItem'], Resource: ['*'] });
  });

  test('without a condition that the code relies on are written exactly, whatever others say under one', () => {
    const { app, table, fn } = withTable(GET);
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [table.tableArn], conditions: { Bool: { 'aws:SecureTransport': 'true' } } }));
    expect(allowed(app)).toEqual([...EXACT, `${EXACT[0]} aws:securetransport=true`]);
  });

  test('on what the app does not know stay where the code needs such an action, and go where it does not', () => {
    const { app, fn } = withTable(GET);
    const resources = [Fn.importValue('elsewhere')];
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['dynamodb:*Item'], resources }));
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources }));
    const lines = allowed(app);
    expect(lines.filter(line => line.startsWith('sqs'))).toEqual([]);
    expect(lines).toContain('dynamodb:GetItem <unknown>');
    expect(lines.filter(line => line.includes('Table'))).toEqual(EXACT);
  });

  test('on keys stay where the code uses something whose key the app does not tell', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const parameter = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Parameter', { parameterName: 'token', encryptionKey: new kms.Key(stack, 'Key') });
    const fn = functionOf(stack, 'const { SSM } = require("@aws-sdk/client-ssm"); const ssm = new SSM({}); exports.handler = () => ssm.getParameter({ Name: "token", WithDecryption: true });');
    parameter.grantRead(fn);
    enforce(app);
    expect(allowed(app)).toEqual(['kms:Decrypt <Key.Arn>', 'ssm:GetParameter arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter/token']);
  });

  test('that come after the guard stay', () => {
    const { app, stack, fn } = withTable(GET);
    const queue = new sqs.Queue(stack, 'Late');
    Aspects.of(stack).add({ visit: node => { if (node === fn) queue.grantPurge(fn); } }, { priority: AspectPriority.READONLY });
    expect(allowed(app)).toEqual([...EXACT, ...['GetQueueAttributes', 'GetQueueUrl', 'PurgeQueue'].map(action => `sqs:${action} <Late.Arn>`)]);
  });

  test('of the guard\'s own measures stay', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const fn = functionOf(stack, GET, { TABLE: new dynamodb.Table(stack, 'Table', TABLE).tableName });
    new events.Rule(stack, 'Rule', { eventPattern: { source: ['shop'] }, targets: [new LambdaFunction(fn)] });
    enforce(app, { alsoSet: [HardeningMeasure.FAILURE_HANDLING], onFailure: new SqsDestination(new sqs.Queue(stack, 'Lost')) });
    expect(allowed(app)).toEqual([...EXACT, ...['GetQueueAttributes', 'GetQueueUrl', 'SendMessage'].map(action => `sqs:${action} <Lost.Arn>`)]);
  });

  test('stay where something depends on their policy, by name or by order', () => {
    const uses: Array<(stack: Stack, policy: iam.Policy) => unknown> = [
      (stack, policy) => new CfnOutput(stack, 'Output', { value: policy.policyName }),
      (stack, policy) => new CfnResource(stack, 'Waiting', { type: 'AWS::SNS::Topic' }).addDependency(policy.node.defaultChild as CfnResource),
      (_, policy) => policy.attachToRole(new iam.Role(policy, 'Other', { assumedBy: new iam.AccountRootPrincipal() })),
      (_, policy) => (policy.node.defaultChild as CfnResource).addPropertyOverride('PolicyDocument.Version', '2012-10-17'),
    ];
    for (const use of uses) {
      const { app, stack, fn } = withTable(GET);
      use(stack, fn.role!.node.findChild('DefaultPolicy') as iam.Policy);
      expect(allowed(app).length).toBeGreaterThan(10);
      expect(entryOf(fn)).toMatchObject({ state: 'refused', reason: expect.stringContaining('DefaultPolicy') });
    }
  });

  test('stay where others than Lambda assume the role', () => {
    const { app, fn } = withTable(GET);
    (fn.role as iam.Role).assumeRolePolicy!.addStatements(new iam.PolicyStatement({ actions: ['sts:AssumeRole'], principals: [new iam.ServicePrincipal('states.amazonaws.com')] }));
    expect(allowed(app).length).toBeGreaterThan(10);
    expect(entryOf(fn)?.reason).toContain('assumed by others');
  });

  test('of a role that serves others, or is not the function\'s own, are not touched', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const table = new dynamodb.Table(stack, 'Table', TABLE);
    const fn = functionOf(stack, GET, { TABLE: table.tableName });
    table.grantReadWriteData(fn);
    functionOf(stack, GET, { TABLE: table.tableName }, { role: fn.role }, 'Second');
    enforce(app);
    expect(allowed(app).length).toBeGreaterThan(10);
    expect(entryOf(fn)).toMatchObject({ state: 'refused', reason: expect.stringContaining('serves Shop/Second') });
  });
});

describe('a call whose resource is not known', () => {
  test('is an error with its place and the declaration that settles it', () => {
    const { app, stack } = withTable(ELSEWHERE);
    expect(allowed(app).length).toBeGreaterThan(10);
    expect(errors(stack)).toEqual([expect.stringMatching(/"dynamodb:GetItem" at index\.js:1 has no exact resource: .*ServerlessGuard\.declarePermission\(fn, 'dynamodb:GetItem', '<its ARN>'\)/)]);
  });

  test('is none when it is declared', () => {
    const { app, stack, table, fn } = withTable(ELSEWHERE);
    ServerlessGuard.declarePermission(fn, 'dynamodb:GetItem', table.tableArn);
    expect(allowed(app)).toEqual(EXACT);
    expect(errors(stack)).toEqual([]);
  });

  test('names the method where the construct has one', () => {
    const stack = new Stack(new App(), 'Shop');
    const fn = new SecuredFunction(stack, 'Fn', { ...RUNTIME, code: lambda.Code.fromInline(ELSEWHERE), permissions: PermissionsMode.ENFORCE });
    expect(errors(stack)).toEqual([expect.stringContaining('declare it with declarePermission(\'dynamodb:GetItem\'')]);
    expect(fn.declarePermission).toBeInstanceOf(Function);
  });

  test('is no error in a report', () => {
    const { stack } = withTable(ELSEWHERE, { permissions: PermissionsMode.REPORT });
    expect(errors(stack)).toEqual([]);
  });
});

describe('declarations', () => {
  test('settle what was not followed of their service', () => {
    const { app, table, fn } = withTable(`${DB} exports.handler = event => db[event.operation]({ TableName: process.env.TABLE });`);
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['sqs:*'], resources: ['*'] }));
    ServerlessGuard.declarePermission(fn, 'dynamodb:Scan', table.tableArn);
    expect(allowed(app)).toEqual(['dynamodb:Scan <Table.Arn>']);
  });

  test('that nothing else is needed settle everything that was not followed', () => {
    const { app, fn } = withTable(NOTED);
    ServerlessGuard.declareComplete(fn, 'missing.js is only there in tests');
    expect(allowed(app)).toEqual(EXACT);
  });

  test('take patterns, imported values, and "*" where an action takes no resource', () => {
    const { app, fn } = withTable(GET);
    ServerlessGuard.declarePermission(fn, 'sqs:Send*', Fn.importValue('queue'));
    ServerlessGuard.declarePermission(fn, 'xray:GetTraceSummaries', '*');
    expect(allowed(app)).toEqual([...EXACT, 'sqs:SendMessage <unknown>', 'xray:GetTraceSummaries *']);
  });

  test('made twice count once, and do nothing in a report', () => {
    const { app, fn, table } = withTable(GET, { permissions: PermissionsMode.REPORT });
    for (const _ of [1, 2]) ServerlessGuard.declarePermission(fn, 'dynamodb:CreateBackup', table.tableArn);
    expect(allowed(app)).not.toContain('dynamodb:CreateBackup <Table.Arn>');
  });

  test.each<[string, unknown, unknown, RegExp]>([
    ['no action', 'GetItem', 'arn:aws:dynamodb:::table/x', /bad action, got "GetItem", expected an IAM action such as/],
    ['an action that AWS does not have', 'dynamodb:FetchItem', 'arn:aws:dynamodb:::table/x', /expected an action that AWS lists; look it up/],
    ['a token for an action', Aws.REGION, '*', /bad action, got a token/],
    ['no ARN', 'dynamodb:GetItem', undefined, /bad resourceArn, got undefined, expected an ARN/],
    ['an ARN of another service', 'dynamodb:GetItem', 'arn:aws:s3:::bucket', /expected an ARN of dynamodb; give the ARN of what dynamodb:GetItem is about/],
    ['a name', 'dynamodb:GetItem', 'orders', /bad resourceArn, got "orders", expected an ARN of dynamodb/],
    ['"*" for what can be narrowed', 'dynamodb:GetItem', '*', /bad resourceArn, got "\*", expected the ARN of a table; dynamodb:GetItem can be narrowed/],
  ])('are refused at once with %s', (_, action, resource, message) => {
    const { fn } = withTable(GET);
    expect(() => ServerlessGuard.declarePermission(fn, action as string, resource as string)).toThrow(message);
  });

  test('are refused on what is no function, and without a reason', () => {
    const { stack, fn } = withTable(GET);
    expect(() => ServerlessGuard.declarePermission(stack, 'dynamodb:GetItem', 'arn:aws:dynamodb:::table/x')).toThrow(/bad fn.*expected a Lambda function/);
    expect(() => ServerlessGuard.declareComplete(fn, ' ')).toThrow(/bad reason, got " "/);
  });
});

describe('references', () => {
  test('reach into other stacks, and what was exported for a grant stays exported', () => {
    const app = new App();
    const data = new Stack(app, 'Data');
    const [table, queue] = [new dynamodb.Table(data, 'Table', TABLE), new sqs.Queue(data, 'Queue')];
    const fn = functionOf(new Stack(app, 'Shop'), GET, { TABLE: table.tableName });
    table.grantReadWriteData(fn);
    queue.grantPurge(fn);
    enforce(app);
    expect(allowed(app)).toEqual(EXACT);
    // A stack that imports it is deployed after the one that exports it.
    expect(Object.keys(Template.fromStack(data).findOutputs('*'))).toContainEqual(expect.stringMatching(/FnGetAttQueue/));
  });

  test('reach out of nested stacks, and into them', () => {
    const app = new App();
    const shop = new Stack(app, 'Shop');
    const [inner, other] = [new NestedStack(shop, 'Inner'), new NestedStack(shop, 'Other')];
    const [table, second] = [new dynamodb.Table(shop, 'Table', TABLE), new dynamodb.Table(other, 'Second', TABLE)];
    functionOf(inner, `${GET} exports.put = item => db.putItem({ TableName: process.env.SECOND, Item: item });`, { TABLE: table.tableName, SECOND: second.tableName });
    enforce(app);
    expect(allowed(app, 'Shop/Inner/Fn')).toEqual([...EXACT, 'dynamodb:PutItem <Second.Arn>']);
  });

  test('stay inside of a stage', () => {
    const app = new App();
    const stage = new Stage(app, 'Prod');
    const data = new Stack(stage, 'Data');
    const table = new dynamodb.Table(data, 'Table', TABLE);
    const shop = new Stack(stage, 'Shop');
    const fn = functionOf(shop, GET, { TABLE: table.tableName });
    table.grantReadWriteData(fn);
    enforce(app);
    app.synth();
    expect(allowedBy(roleOf(app, 'Prod/Shop/Fn')).filter(line => !GUARD.test(line))).toEqual(EXACT);
  });

  test('that would close a circle are not made, and the grants stay', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const fn = functionOf(stack, `const { S3 } = require("@aws-sdk/client-s3"); const s3 = new S3({});
      exports.handler = event => s3.getObject({ Bucket: event.Records[0].s3.bucket.name, Key: 'x' });`);
    new s3.CfnBucket(stack, 'Bucket', { notificationConfiguration: { lambdaConfigurations: [{ event: 's3:ObjectCreated:*', function: fn.functionArn }] } });
    fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
    enforce(app);
    expect(allowed(app).length).toBeGreaterThan(20);
    expect(entryOf(fn)?.reason).toMatch(/"s3:GetObject" is not written, since Shop\/Bucket waits for the function/);
  });

  test('that would make two stacks need each other are not made', () => {
    const app = new App();
    const [shop, later] = [new Stack(app, 'Shop'), new Stack(app, 'Later')];
    const fn = functionOf(shop, GET, { TABLE: new dynamodb.Table(shop, 'Table', TABLE).tableName });
    const queue = new sqs.Queue(later, 'Queue');
    new sns.Topic(later, 'Topic', { displayName: fn.functionName });
    ServerlessGuard.declarePermission(fn, 'sqs:SendMessage', queue.queueArn);
    enforce(app);
    expect(allowed(app)).toEqual(EXACT);
    expect(entryOf(fn)?.reason).toContain('Later/Queue waits for the function');
  });

  test('to another region are not made', () => {
    const app = new App();
    const [shop, far] = ['eu-central-1', 'us-east-1'].map(region => new Stack(app, region === 'us-east-1' ? 'Far' : 'Shop', { env: { region, account: '111122223333' } })) as [Stack, Stack];
    const fn = functionOf(shop, GET, { TABLE: new dynamodb.Table(shop, 'Table', TABLE).tableName });
    ServerlessGuard.declarePermission(fn, 'sqs:SendMessage', (new sqs.Queue(far, 'Queue').node.defaultChild as sqs.CfnQueue).attrArn);
    enforce(app);
    expect(allowed(app)).toEqual(EXACT);
    expect(entryOf(fn)?.reason).toContain('Far/Queue is in another account or region');
  });
});

describe('policies', () => {
  test('are as many as IAM\'s limit of their size asks for, and allow the same', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const names = Array.from({ length: 60 }, (_, index) => `Table${'abcdef'.charAt(index / 10)}${'klmnopqrst'.charAt(index % 10)}`);
    const environment = Object.fromEntries(names.map(name => [name, new dynamodb.Table(stack, name, TABLE).tableName]));
    const code = `${DB}\n${names.map((name, index) => `exports.f${index} = Key => db.${index % 2 === 0 ? 'getItem' : 'deleteItem'}({ TableName: process.env.${name}, Key });`).join('\n')}`;
    functionOf(stack, code, environment);
    enforce(app);
    expect(allowed(app)).toHaveLength(names.length);
    const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::ManagedPolicy'));
    expect(policies.length).toBeGreaterThan(1);
    for (const { Properties: { PolicyDocument } } of policies) expect(charactersOf(PolicyDocument)).toBeLessThan(MOST_CHARACTERS);
  });

  test('have no room on a role with ten managed ones, so that the grants stay', () => {
    const { app, fn } = withTable(GET);
    for (let index = 0; index < 10; index += 1) fn.role!.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName(`Policy${index}`));
    expect(allowed(app).length).toBeGreaterThan(10);
    expect(entryOf(fn)?.reason).toContain('no room');
  });

  test('are CDK\'s own where the scoped role is left out', () => {
    const { app, fn } = withTable(GET, { optOut: [{ measure: HardeningMeasure.SCOPED_ROLE, reason: 'ours' }] });
    expect(allowed(app)).toEqual(EXACT);
    expect(entryOf(fn)).toMatchObject({ state: 'set' });
  });

  test('let the code do in a VPC what it is found to do', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const vpc = new ec2.Vpc(stack, 'Vpc');
    functionOf(stack, 'const { EC2 } = require("@aws-sdk/client-ec2"); const ec2 = new EC2({}); exports.handler = () => ec2.describeSubnets({});', {}, { vpc });
    enforce(app);
    Template.fromStack(stack);
    const denied = roleOf(app, 'Shop/Fn').filter(({ Effect, Condition }) => Effect === 'Deny' && Condition !== undefined).flatMap(({ Action }) => [Action].flat());
    expect(denied).toContain('ec2:CreateNetworkInterface');
    expect(denied).not.toContain('ec2:DescribeSubnets');
  });

  test('keep what was acknowledged on the policy of the grants', () => {
    const { app, stack, fn } = withTable(GET);
    const id = 'AwsSolutions-IAM5[Resource::<Table.Arn>/index/*]';
    Validations.of(fn.role!.node.findChild('DefaultPolicy')).acknowledge({ id, reason: 'indexes' });
    allowed(app);
    const policies = stack.node.findAll().filter(node => node instanceof iam.CfnManagedPolicy);
    const acknowledged = policies.flatMap(({ node }) => node.metadata).filter(({ data }) => Object.keys(Object(data)).some(key => key.endsWith(id)));
    expect(acknowledged).toHaveLength(1);
  });
});

test('a function can be left out, and left to the checks', () => {
  const { app, fn } = withTable(GET);
  ServerlessGuard.protect(fn, { optOut: [{ measure: HardeningMeasure.PERMISSIONS, reason: 'under review' }] });
  expect(allowed(app).length).toBeGreaterThan(10);
  expect(entryOf(fn)).toMatchObject({ state: 'optedOut', reason: 'under review' });

  const other = withTable(GET);
  ServerlessGuard.protect(other.fn, { permissions: PermissionsMode.REPORT });
  expect(allowed(other.app).length).toBeGreaterThan(10);
  expect(entryOf(other.fn)).toBeUndefined();
});
