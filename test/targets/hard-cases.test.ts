import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App, Aspects, BootstraplessSynthesizer, CfnCondition, CfnElement, CfnParameter, CfnResource, CliCredentialsStackSynthesizer, Fn, Lazy, LegacyStackSynthesizer,
  NestedStack, RemovalPolicy, Stack, Stage, Tags, Token,
} from 'aws-cdk-lib';
import type { AppProps, StackProps } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sam from 'aws-cdk-lib/aws-sam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { Construct } from 'constructs';
import { expectNothingBroken, synthesiseBoth } from './plain-and-protected';
import { PLAIN, plainFunction, rawFunction } from '../hardening/app-under-test';

const folder = mkdtempSync(join(tmpdir(), 'hard-cases-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const US = { region: 'us-east-1', account: '111122223333' };
const EU = { region: 'eu-central-1', account: '111122223333' };
const ARN = 'arn:aws:lambda:eu-central-1:111122223333:layer:tools:1';

const stackIn = (app: Construct, props: StackProps = {}, id = 'Shop') => new Stack(app, id, props);

function include(stack: Stack, template: object, id = 'Included'): CfnInclude {
  const templateFile = join(folder, `${id}-${Math.random()}.json`);
  writeFileSync(templateFile, JSON.stringify(template));
  return new CfnInclude(stack, id, { templateFile });
}

const RAW_FUNCTION = { Role: 'arn:aws:iam::111122223333:role/given', Handler: 'index.handler', Runtime: 'nodejs22.x', Code: { ZipFile: 'exports.handler = async () => 1' } };
const cloudFormation = (properties: object, rest: object = {}) => ({ Resources: { Orders: { Type: 'AWS::Lambda::Function', Properties: { ...RAW_FUNCTION, ...properties }, ...rest } } });
const noValue = { Ref: 'AWS::NoValue' };
const inProduction = { Conditions: { InProduction: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-central-1'] } } };

function distribution(scope: Construct, functionVersion: lambda.IVersion): void {
  new cloudfront.Distribution(scope, 'Site', {
    defaultBehavior: { origin: new HttpOrigin('example.com'), edgeLambdas: [{ eventType: cloudfront.LambdaEdgeEventType.VIEWER_REQUEST, functionVersion }] },
  });
}

function resourcesLike(count: number, stack: Stack): void {
  for (let index = 0; index < count; index += 1) new CfnResource(stack, `Topic${index}`, { type: 'AWS::SNS::Topic' });
}

const CASES: Record<string, [(app: App) => void, AppProps?]> = {
  // Other constructs and places
  'a singleton': [app => void new lambda.SingletonFunction(stackIn(app), 'One', { ...PLAIN, uuid: '6f0b5a3e' })],
  'an alias with provisioned concurrency': [app => void plainFunction(stackIn(app)).addAlias('live', { provisionedConcurrentExecutions: 1 })],
  'an explicit version': [app => void new lambda.Version(stackIn(app), 'V1', { lambda: plainFunction(app.node.findChild('Shop') as Stack) })],
  'a nested stack': [app => void plainFunction(new NestedStack(stackIn(app), 'Inner'))],
  'a nested stack in a nested stack': [app => void plainFunction(new NestedStack(new NestedStack(stackIn(app), 'Outer'), 'Inner'))],
  'a stage': [app => void plainFunction(stackIn(new Stage(app, 'Prod')))],
  'a stage in a stage': [app => void plainFunction(stackIn(new Stage(new Stage(app, 'Europe'), 'Prod')))],
  'an app with a folder of its own': [app => void plainFunction(stackIn(new Stage(app, 'Prod'))), { outdir: mkdtempSync(join(folder, 'app-')) }],
  'China': [app => void plainFunction(stackIn(app, { env: { region: 'cn-north-1', account: '111122223333' } }))],
  'GovCloud': [app => void plainFunction(stackIn(app, { env: { region: 'us-gov-west-1', account: '111122223333' } }))],
  'an environment of tokens': [app => void plainFunction(stackIn(app, { env: { region: Token.asString({ Ref: 'AWS::Region' }), account: Token.asString({ Ref: 'AWS::AccountId' }) } }))],
  'references across regions': [app => {
    const bucket = new s3.Bucket(stackIn(app, { env: US, crossRegionReferences: true }, 'Data'), 'Bucket');
    plainFunction(stackIn(app, { env: EU, crossRegionReferences: true }), { environment: { BUCKET: bucket.bucketName } });
  }],

  // The edge
  'an edge function in another region': [app => void new cloudfront.experimental.EdgeFunction(stackIn(app, { env: EU }), 'Edge', PLAIN)],
  'an edge function by its distribution': [app => {
    const stack = stackIn(app, { env: US });
    distribution(stack, plainFunction(stack, { environment: {} }).currentVersion);
  }],
  'an edge function by a distribution in another stack': [app => {
    const fn = plainFunction(stackIn(app, { env: US }));
    distribution(stackIn(app, { env: US }, 'Site'), fn.currentVersion);
  }],

  // Synthesizers
  'a stack without assets': [app => void plainFunction(stackIn(app, { synthesizer: new BootstraplessSynthesizer() }))],
  'the legacy synthesizer': [app => void plainFunction(stackIn(app, { synthesizer: new LegacyStackSynthesizer() }))],
  'the synthesizer with the CLI\'s credentials': [app => void plainFunction(stackIn(app, { synthesizer: new CliCredentialsStackSynthesizer() }))],
  'legacy stacks': [app => void plainFunction(stackIn(app)), { context: { '@aws-cdk/core:newStyleStackSynthesis': false } }],

  // Values that are not there yet
  'a lazy environment': [app => {
    const names = new Map<string, string>();
    const stack = stackIn(app);
    rawFunction(stack, { environment: { variables: Lazy.any({ produce: () => Object.fromEntries(names) }) as any } });
    Aspects.of(stack).add({ visit: node => void (node instanceof lambda.CfnFunction && names.set('ADDED', 'late')) });
  }],
  'a lazy description that throws before its time': [app => {
    let isReady = false;
    const stack = stackIn(app);
    rawFunction(stack, { description: Lazy.string({ produce: () => { if (!isReady) throw new Error('too early'); return 'ready'; } }) });
    Aspects.of(stack).add({ visit: node => void (node instanceof lambda.CfnFunction && (isReady = true)) });
  }],
  'layers that are a parameter': [app => {
    const stack = stackIn(app);
    rawFunction(stack, { layers: new CfnParameter(stack, 'Layers', { type: 'CommaDelimitedList' }).valueAsList });
  }],
  'a layer of another stack, L1': [app => {
    const layer = new lambda.LayerVersion(stackIn(app, {}, 'Layers'), 'Tools', { code: lambda.Code.fromAsset(__dirname) });
    rawFunction(stackIn(app), { layers: [layer.layerVersionArn] });
  }],
  'a layer of another stack, raw': [app => {
    const layer = new lambda.LayerVersion(stackIn(app, {}, 'Layers'), 'Tools', { code: lambda.Code.fromAsset(__dirname) });
    new CfnResource(stackIn(app), 'Raw', { type: 'AWS::Lambda::Function', properties: { ...RAW_FUNCTION, Layers: [layer.layerVersionArn] } });
  }],
  'a layer of another stack, L2': [app => {
    const layer = new lambda.LayerVersion(stackIn(app, {}, 'Layers'), 'Tools', { code: lambda.Code.fromAsset(__dirname) });
    plainFunction(stackIn(app), { layers: [layer] });
  }],
  'NODE_OPTIONS of another stack': [app => {
    const bucket = new s3.Bucket(stackIn(app, {}, 'Data'), 'Bucket');
    plainFunction(stackIn(app), { environment: { NODE_OPTIONS: bucket.bucketName } });
  }],
  'a function name of another stack': [app => {
    const bucket = new s3.Bucket(stackIn(app, {}, 'Data'), 'Bucket');
    plainFunction(stackIn(app), { functionName: `${bucket.bucketName}-orders` });
  }],
  'a runtime that is a token': [app => {
    const stack = stackIn(app);
    plainFunction(stack, { runtime: new lambda.Runtime(new CfnParameter(stack, 'Runtime').valueAsString, lambda.RuntimeFamily.NODEJS), code: lambda.Code.fromBucket(new s3.Bucket(stack, 'Code'), 'code.zip') });
  }],

  // Overrides
  'an environment override': [app => (plainFunction(stackIn(app)).node.defaultChild as CfnResource).addPropertyOverride('Environment', { Variables: { A: '1', NODE_OPTIONS: '--enable-source-maps' } })],
  'an environment override that is an intrinsic function': [app => (plainFunction(stackIn(app)).node.defaultChild as CfnResource).addPropertyOverride('Environment', { 'Fn::If': ['X', { Variables: {} }, noValue] })],
  'a layers override': [app => (plainFunction(stackIn(app)).node.defaultChild as CfnResource).addPropertyOverride('Layers', [ARN])],
  'a deleted environment': [app => (plainFunction(stackIn(app), { environment: { A: '1' } }).node.defaultChild as CfnResource).addDeletionOverride('Properties.Environment')],
  'a deleted role': [app => (plainFunction(stackIn(app)).node.defaultChild as CfnResource).addPropertyDeletionOverride('Role')],
  'an overridden role': [app => (plainFunction(stackIn(app)).node.defaultChild as CfnResource).addPropertyOverride('Role', RAW_FUNCTION.Role)],
  'an overridden log group': [app => (plainFunction(stackIn(app)).node.defaultChild as CfnResource).addPropertyOverride('LoggingConfig.LogGroup', '/shop/orders')],
  'an overridden logical id': [app => (plainFunction(stackIn(app)).node.defaultChild as CfnResource).overrideLogicalId('Orders')],
  'a deletion policy': [app => plainFunction(stackIn(app)).applyRemovalPolicy(RemovalPolicy.RETAIN)],

  // Conditions
  'a condition': [app => {
    const stack = stackIn(app);
    const condition = new CfnCondition(stack, 'InProduction', { expression: Fn.conditionEquals(stack.region, 'eu-central-1') });
    for (const fn of [plainFunction(stack).node.defaultChild as CfnResource, rawFunction(stack)]) fn.cfnOptions.condition = condition;
  }],
  'a condition by an override': [app => {
    const stack = stackIn(app);
    include(stack, { ...inProduction, Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });
    (plainFunction(stack).node.defaultChild as CfnResource).addOverride('Condition', 'InProduction');
  }],

  // Included templates
  'an included function': [app => void include(stackIn(app), cloudFormation({ Layers: [ARN], Environment: { Variables: { NODE_OPTIONS: { 'Fn::Sub': '--title=${AWS::StackName}' } } } }))],
  'an included function with a condition': [app => void include(stackIn(app), { ...inProduction, ...cloudFormation({}, { Condition: 'InProduction', DeletionPolicy: 'Retain' }) })],
  'included: If in everything': [app => void include(stackIn(app), {
    ...inProduction,
    ...cloudFormation({
      Runtime: { 'Fn::If': ['InProduction', 'nodejs22.x', 'nodejs24.x'] },
      Layers: { 'Fn::If': ['InProduction', [ARN], noValue] },
      Environment: { 'Fn::If': ['InProduction', { Variables: { A: '1' } }, noValue] },
    }),
  })],
  'included: If within the lists': [app => void include(stackIn(app), {
    ...inProduction,
    ...cloudFormation({
      Layers: [{ 'Fn::If': ['InProduction', ARN, noValue] }],
      Environment: { Variables: { NODE_OPTIONS: { 'Fn::If': ['InProduction', '--enable-source-maps', noValue] }, A: { 'Fn::If': ['InProduction', '1', noValue] } } },
    }),
  })],
  'included: a transform in the properties': [app => void include(stackIn(app), cloudFormation({ Environment: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://x/y' } } } }))],
  'a transform in place of the properties': [app => void new CfnResource(stackIn(app), 'Raw', {
    type: 'AWS::Lambda::Function',
    properties: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://x/y' } } },
  })],
  'logging that is an intrinsic function': [app => {
    const stack = stackIn(app);
    new CfnCondition(stack, 'InProduction', { expression: Fn.conditionEquals(stack.region, 'eu-central-1') });
    (plainFunction(stack).node.defaultChild as CfnResource).addPropertyOverride('LoggingConfig', { 'Fn::If': ['InProduction', { LogFormat: 'JSON' }, noValue] });
  }],
  'a dependency on a version': [app => {
    const stack = stackIn(app);
    const [first, second] = ['First', 'Second'].map(id => plainFunction(stack, {}, id));
    (first!.node.defaultChild as CfnResource).addDependency(second!.currentVersion.node.defaultChild as CfnResource);
  }],
  'a transform beside the variables': [app => void new CfnResource(stackIn(app), 'Raw', {
    type: 'AWS::Lambda::Function',
    properties: { ...RAW_FUNCTION, Environment: { Variables: { 'A': '1', 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://x/y' } } } } },
  })],
  'included: transforms of the template': [app => void include(stackIn(app), { Transform: ['AWS::LanguageExtensions', 'AWS::SecretsManager-2020-07-23'], ...cloudFormation({}) })],
  'included: nested templates': [app => {
    const inner = join(folder, 'inner.json');
    writeFileSync(inner, JSON.stringify(cloudFormation({})));
    const outer = join(folder, 'outer.json');
    writeFileSync(outer, JSON.stringify({ Resources: { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/inner.json' } } } }));
    new CfnInclude(stackIn(app), 'Included', { templateFile: outer, loadNestedStacks: { Inner: { templateFile: inner } } });
  }],
  'included: SAM with Globals': [app => void include(stackIn(app), {
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: { Runtime: 'nodejs22.x', Environment: { Variables: { NODE_OPTIONS: '--enable-source-maps' } }, Layers: [ARN] } },
    Resources: { Orders: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: 's3://code/orders.zip', Handler: 'index.handler', Events: { Api: { Type: 'Api', Properties: { Path: '/', Method: 'get' } } } } } },
  })],
  'SAM, typed': [app => void new sam.CfnFunction(stackIn(app), 'Sam', { runtime: 'nodejs22.x', handler: 'index.handler', codeUri: 's3://code/orders.zip', policies: 'AmazonDynamoDBFullAccess' })],

  // Names
  'a very long id': [app => void plainFunction(new Construct(stackIn(app), 'c'.repeat(230)), {}, 'f'.repeat(230))],
  'a stack with a naming of its own': [app => {
    class Named extends Stack {
      protected override allocateLogicalId({ node }: CfnElement): string {
        return node.id === 'Resource' ? `${node.scope?.node.scope?.node.id ?? ''}${node.scope?.node.id ?? ''}`.replace(/\W/g, '') : node.id;
      }
    }
    const stack = new Named(app, 'Shop');
    for (const id of ['One', 'Two']) plainFunction(stack, {}, id);
  }],
  'ids that the guard would take': [app => {
    const stack = stackIn(app);
    new lambda.LayerVersion(stack, 'ServerlessGuardLayer', { code: lambda.Code.fromAsset(__dirname) });
    const fn = plainFunction(stack);
    new s3.Bucket(new Construct(fn, 'ServerlessGuard'), 'Policy');
    new Construct(plainFunction(stack, {}, 'Second'), 'LogRetention');
  }],
  'an id that the guard would take, of something else': [app => {
    const stack = stackIn(app);
    new s3.Bucket(stack, 'ServerlessGuardLayer');
    new s3.Bucket(plainFunction(stack), 'ServerlessGuard');
  }],

  // Size
  'a stack near its end': [app => {
    const stack = stackIn(app);
    for (let index = 0; index < 5; index += 1) plainFunction(stack, {}, `Fn${index}`);
    resourcesLike(488, stack);
  }],
  'a full stack': [app => {
    const stack = stackIn(app);
    plainFunction(stack);
    resourcesLike(498, stack);
  }],

  // Roles
  'a role that two functions share': [app => {
    const stack = stackIn(app);
    const first = plainFunction(stack, {}, 'First');
    plainFunction(stack, { role: first.role }, 'Second');
  }],
  'a role of another stack': [app => void plainFunction(stackIn(app), { role: new iam.Role(stackIn(app, {}, 'Roles'), 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) })],

  // Imports
  'imported functions': [app => {
    const stack = stackIn(app);
    const imported = lambda.Function.fromFunctionArn(stack, 'ByArn', 'arn:aws:lambda:eu-central-1:111122223333:function:other');
    imported.addPermission('Allow', { principal: new iam.ServicePrincipal('sns.amazonaws.com') });
    lambda.Function.fromFunctionName(stack, 'ByName', 'other');
    lambda.Function.fromFunctionAttributes(stack, 'ByAttributes', { functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:other', sameEnvironment: true });
    lambda.Version.fromVersionArn(stack, 'Version', 'arn:aws:lambda:eu-central-1:111122223333:function:other:1');
  }],

  // Other aspects
  'an aspect that makes functions': [app => {
    const stack = stackIn(app);
    Aspects.of(stack).add({ visit: node => void (node === stack && stack.node.tryFindChild('Made') === undefined && plainFunction(stack, {}, 'Made')) });
  }, { context: { '@aws-cdk/core:aspectStabilization': true } }],
  'an aspect that adds variables and layers': [app => {
    const stack = stackIn(app);
    const fn = plainFunction(stack);
    Aspects.of(stack).add({
      visit: node => {
        if (node !== fn) return;
        fn.addEnvironment('ADDED', 'late');
        fn.addEnvironment('NODE_OPTIONS', '--enable-source-maps');
        fn.addLayers(lambda.LayerVersion.fromLayerVersionArn(fn, 'Tools', ARN));
      },
    });
  }],
  'an aspect that takes the last layer': [app => {
    const stack = stackIn(app);
    const layer = (id: string) => lambda.LayerVersion.fromLayerVersionArn(stack, id, ARN);
    const fn = plainFunction(stack, { layers: ['A', 'B', 'C', 'D'].map(layer) });
    Aspects.of(stack).add({ visit: node => void (node === fn && fn.addLayers(layer('E'))) });
  }],
  'an aspect that forbids functions without a log group': [app => {
    const stack = stackIn(app);
    plainFunction(stack, { logGroup: new logs.LogGroup(stack, 'Logs') });
    Aspects.of(stack).add({
      visit: node => {
        if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::Lambda::Function' && (node as lambda.CfnFunction).loggingConfig === undefined) throw new Error('no log group');
      },
    });
  }],
  'tags': [app => {
    plainFunction(stackIn(app));
    Tags.of(app).add('team', 'shop');
  }],
};

describe.each([[true], [false]])('aspect stabilization %s', stabilization => {
  test.each(Object.entries(CASES))('%s', (_, [make, props = {}]) => {
    const context = { '@aws-cdk/core:aspectStabilization': stabilization, ...props.context };
    expectNothingBroken(synthesiseBoth(make, { ...props, context }));
  });

  test('a permissions boundary of the app holds for every role that the guard brings in', () => {
    const { protectedApp } = synthesiseBoth(app => {
      plainFunction(stackIn(app));
      iam.PermissionsBoundary.of(app).apply(iam.ManagedPolicy.fromAwsManagedPolicyName('Boundary'));
    }, { context: { '@aws-cdk/core:aspectStabilization': stabilization } });
    const roles = Object.values<any>(protectedApp['Shop.template.json'].Resources).filter(({ Type }) => Type === 'AWS::IAM::Role');
    expect(roles).toHaveLength(2);
    for (const role of roles) expect(JSON.stringify(role.Properties.PermissionsBoundary)).toContain('Boundary');
  });
});
