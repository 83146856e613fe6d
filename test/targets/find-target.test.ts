import { CfnResource, CustomResource, Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as deployment from 'aws-cdk-lib/aws-s3-deployment';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as sam from 'aws-cdk-lib/aws-sam';
import { AwsCustomResource, AwsCustomResourcePolicy, Provider } from 'aws-cdk-lib/custom-resources';
import { findTarget } from '../../src/targets/find-target';
import { PLAIN, plainFunction, rawFunction, stackUnderTest } from '../hardening/app-under-test';

/** What every function in a stack is, by the last parts of its path that name it. */
function kindsBelow(stack: Stack): string[] {
  return stack.node.findAll().map(findTarget).filter(found => found !== undefined)
    .map(found => (found.kind === 'function' ? 'function' : found.leftAlone.kind));
}

describe('functions that can be hardened', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['lambda.Function', stack => plainFunction(stack)],
    ['a subclass', stack => new (class extends lambda.Function {})(stack, 'Sub', PLAIN)],
    ['the inside of SingletonFunction', stack => new lambda.SingletonFunction(stack, 'One', { ...PLAIN, uuid: '6f0b5a3e' })],
    ['CfnFunction', stack => rawFunction(stack)],
    ['a raw resource', stack => new CfnResource(stack, 'Raw', { type: 'AWS::Lambda::Function' })],
    ['CfnFunction below a construct', stack => rawFunction(new lambda.LayerVersion(stack, 'Odd', { code: lambda.Code.fromAsset(__dirname) }))],
    ['a SAM function', stack => new sam.CfnFunction(stack, 'Sam', { runtime: 'nodejs24.x', handler: 'index.handler', codeUri: '.' })],
    ['a raw SAM function', stack => new CfnResource(stack, 'Sam', { type: 'AWS::Serverless::Function' })],
    ['an image function', stack => rawFunction(stack, { packageType: 'Image', code: { imageUri: 'x' }, runtime: undefined })],
  ])('%s is found once', (_, make) => {
    const stack = stackUnderTest();
    make(stack);
    expect(kindsBelow(stack)).toEqual(['function']);
  });

  test('versions, aliases and somebody\'s construct around a function are no functions of their own', () => {
    const stack = stackUnderTest();
    plainFunction(stack).addAlias('live');
    expect(kindsBelow(stack)).toEqual(['function']);
  });
});

describe('functions that are left alone', () => {
  test.each<[string, string, (stack: Stack) => void]>([
    ['EdgeFunction', 'lambda-at-edge', stack => new cloudfront.experimental.EdgeFunction(stack, 'Edge', PLAIN)],
    ['a function that a distribution runs', 'lambda-at-edge', stack => {
      const fn = plainFunction(stack);
      new cloudfront.Distribution(stack, 'Site', {
        defaultBehavior: { origin: new HttpOrigin('example.com'), edgeLambdas: [{ eventType: cloudfront.LambdaEdgeEventType.VIEWER_REQUEST, functionVersion: fn.currentVersion }] },
      });
    }],
    ['an imported function', 'imported-function', stack => lambda.Function.fromFunctionArn(stack, 'Imported', 'arn:aws:lambda:eu-central-1:123456789012:function:other')],
    ['SAM\'s web function', 'web-function', stack => new CfnResource(stack, 'Web', { type: 'AWS::Serverless::WebFunction' })],
    ['a web function', 'web-function', stack => new CfnResource(stack, 'Web', { type: 'AWS::Lambda::WebFunction' })],
    ['BucketDeployment', 'cdk-owned', stack => new deployment.BucketDeployment(stack, 'Deploy', { sources: [deployment.Source.data('a', 'b')], destinationBucket: new s3.Bucket(stack, 'Site') })],
    ['AwsCustomResource', 'cdk-owned', stack => new AwsCustomResource(stack, 'Call', {
      onUpdate: { service: 'S3', action: 'listBuckets', physicalResourceId: { id: 'x' } as any }, policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] }), installLatestAwsSdk: false,
    })],
    ['autoDeleteObjects', 'cdk-owned', stack => new s3.Bucket(stack, 'Gone', { autoDeleteObjects: true, removalPolicy: 'destroy' as any })],
    ['log retention', 'cdk-owned', stack => new logs.LogRetention(stack, 'Keep', { logGroupName: 'x', retention: 7 })],
  ])('%s: %s', (_, kind, make) => {
    const stack = stackUnderTest({ env: { region: 'us-east-1', account: '123456789012' } });
    make(stack);
    expect(kindsBelow(stack)).toEqual([kind]);
  });

  test('bucket notifications: CDK\'s, beside the user\'s own', () => {
    const stack = stackUnderTest();
    new s3.Bucket(stack, 'Uploads').addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(plainFunction(stack)));
    expect(kindsBelow(stack).sort()).toEqual(['cdk-owned', 'function']);
  });

  test('the provider framework: CDK\'s, around the user\'s own', () => {
    const stack = stackUnderTest();
    const provider = new Provider(stack, 'Provider', { onEventHandler: plainFunction(stack) });
    new CustomResource(stack, 'Resource', { serviceToken: provider.serviceToken });
    expect(kindsBelow(stack).sort()).toEqual(['cdk-owned', 'function']);
  });

  test('a function whose properties cannot be read before their time', () => {
    const stack = stackUnderTest();
    const fn = rawFunction(stack);
    fn.description = { creationStack: [], resolve: () => { throw new Error('too early'); }, toString: () => 'x' } as any;
    expect(findTarget(fn)).toMatchObject({ kind: 'leftAlone', leftAlone: { kind: 'unreadable', reason: expect.stringContaining('too early') } });
  });
});

test('an edge function with a role of the user is recognised by the role', () => {
  const stack = stackUnderTest();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.CompositePrincipal(new iam.ServicePrincipal('lambda.amazonaws.com'), new iam.ServicePrincipal('edgelambda.amazonaws.com')) });
  plainFunction(stack, { role });
  expect(kindsBelow(stack)).toEqual(['lambda-at-edge']);
});
