import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Aspects, CfnOutput, CfnResource, Fn, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sam from 'aws-cdk-lib/aws-sam';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import type { Construct } from 'constructs';
import { ServerlessGuard } from '../../src';
import { PLAIN, plainFunction, rawFunction, warningIds } from '../hardening/app-under-test';

const env = { region: 'us-east-1', account: '123456789012' };
const folder = mkdtempSync(join(tmpdir(), 'edge-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

/** A distribution by its L1, with one association. */
function rawDistribution(scope: Construct, arn: any, id = 'Site'): CfnResource {
  return new CfnResource(scope, id, {
    type: 'AWS::CloudFront::Distribution',
    properties: { DistributionConfig: { CacheBehaviors: [{ LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: arn }] }] } },
  });
}

function typedDistribution(scope: Construct, arn: string): void {
  new cloudfront.CfnDistribution(scope, 'Typed', {
    distributionConfig: {
      enabled: true,
      defaultCacheBehavior: { targetOriginId: 'x', viewerProtocolPolicy: 'allow-all', lambdaFunctionAssociations: [{ eventType: 'viewer-request', lambdaFunctionArn: arn }] },
    },
  });
}

const versionOf = (fn: lambda.CfnFunction) => new lambda.CfnVersion(fn.stack, `${fn.node.id}Version`, { functionName: fn.ref });

/** Functions that a distribution runs, by how the template says so. Each makes its function `Raw` or `Orders` in the first stack. */
const AT_EDGE: Record<string, (first: Stack, second: Stack) => void> = {
  'an L1 function and version, an L1 distribution': first => typedDistribution(first, versionOf(rawFunction(first)).ref),
  'an L1 function and version, a raw distribution': first => void rawDistribution(first, versionOf(rawFunction(first)).ref),
  'an L2 function, a raw distribution': first => void rawDistribution(first, plainFunction(first).currentVersion.functionArn),
  'a raw distribution that names the version by its logical id': first => {
    versionOf(rawFunction(first));
    rawDistribution(first, { Ref: 'RawVersion' });
  },
  'a raw version that names the function by its logical id': first => {
    rawFunction(first);
    const version = new CfnResource(first, 'V', { type: 'AWS::Lambda::Version', properties: { FunctionName: { 'Fn::GetAtt': ['Raw', 'Arn'] } } });
    rawDistribution(first, { 'Fn::Sub': `\${${version.node.id}}` });
  },
  'a distribution in another stack, by reference': (first, second) => void rawDistribution(second, versionOf(rawFunction(first)).ref),
  'a distribution in another stack, by an export': (first, second) => {
    new CfnOutput(first, 'Out', { value: versionOf(rawFunction(first)).ref, exportName: 'EdgeVersion' });
    rawDistribution(second, Fn.importValue('EdgeVersion'));
  },
  'a distribution in another stack, by the literal ARN': (first, second) => {
    rawFunction(first, { functionName: 'at-edge' });
    rawDistribution(second, 'arn:aws:lambda:us-east-1:123456789012:function:at-edge:3');
  },
  'a SAM function by its published version': first => {
    new sam.CfnFunction(first, 'Raw', { runtime: 'nodejs22.x', handler: 'index.handler', codeUri: 's3://code/x.zip', autoPublishAlias: 'live' });
    rawDistribution(first, { Ref: 'Raw.Version' });
  },
  'an L1 function with a role that the edge may take': first => {
    const role = new iam.CfnRole(first, 'Role', { assumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com', 'edgelambda.amazonaws.com'] }, Action: 'sts:AssumeRole' }] } });
    rawFunction(first, { role: role.attrArn });
  },
  'EdgeFunction with a role that cannot be changed': first => void new cloudfront.experimental.EdgeFunction(first, 'Orders', {
    ...PLAIN, role: iam.Role.fromRoleArn(first, 'Given', 'arn:aws:iam::123456789012:role/given'),
  }),
};

describe.each<[string, (stack: Stack) => void]>([
  ['aspect', stack => Aspects.of(stack).add(new ServerlessGuard())],
  ['protect', stack => ServerlessGuard.protect(stack.node.root)],
])('%s leaves alone', (_, protect) => {
  test.each(Object.entries(AT_EDGE))('%s', (__, make) => {
    const app = new App();
    const first = new Stack(app, 'First', { env });
    const second = new Stack(app, 'Second', { env });
    make(first, second);
    protect(first);
    const template = Template.fromStack(first).toJSON();
    const functions = Object.values<any>(template.Resources).filter(({ Type }) => Type.endsWith('::Function'));
    expect(functions).toHaveLength(1);
    expect(functions[0].Properties).not.toHaveProperty('Environment');
    expect(functions[0].Properties).not.toHaveProperty('Layers');
    expect(functions[0].Metadata['cdk-serverless-guard'].entries).toEqual([expect.objectContaining({ measure: '*', reason: expect.stringContaining('edge') })]);
    expect(warningIds(first)).toEqual(['lambda-at-edge']);
  });
});

test('an included template with its distribution', () => {
  const templateFile = join(folder, 'edge.json');
  writeFileSync(templateFile, JSON.stringify({
    Resources: {
      Edge: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: 'x' }, Role: 'arn:aws:iam::123456789012:role/given' } },
      EdgeVersion: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Edge' } } },
      Site: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: { DistributionConfig: { Enabled: true, DefaultCacheBehavior: { TargetOriginId: 'x', ViewerProtocolPolicy: 'allow-all', LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: { Ref: 'EdgeVersion' } }] } } },
      },
    },
  }));
  const stack = new Stack(new App(), 'Shop', { env });
  new CfnInclude(stack, 'Included', { templateFile });
  ServerlessGuard.protect(stack);
  expect(warningIds(stack)).toEqual(['lambda-at-edge']);
});

test('the functions beside it are guarded', () => {
  const app = new App();
  const stack = new Stack(new Stage(app, 'Prod'), 'Shop', { env });
  const edge = rawFunction(stack, {}, 'Edge');
  const fn = plainFunction(stack);
  new cloudfront.Distribution(stack, 'Site', { defaultBehavior: { origin: new HttpOrigin('example.com') } });
  typedDistribution(stack, versionOf(edge).ref);
  ServerlessGuard.protect(app);
  Template.fromStack(stack);
  expect(ServerlessGuard.ledgerOf(fn)).toContainEqual(expect.objectContaining({ measure: 'guard-layer', state: 'set' }));
  expect(ServerlessGuard.ledgerOf(edge)).toEqual([expect.objectContaining({ measure: '*' })]);
});
