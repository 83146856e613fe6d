import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ServerlessGuard } from '../../src';
import { findTarget } from '../../src/targets/find-target';
import { plainFunction, warningIds } from '../hardening/app-under-test';

const ARN = 'arn:aws:lambda:eu-central-1:123456789012:function:other';
beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const IMPORTS: Record<string, (scope: Construct) => lambda.IFunction> = {
  fromFunctionArn: scope => lambda.Function.fromFunctionArn(scope, 'Imported', ARN),
  fromFunctionName: scope => lambda.Function.fromFunctionName(scope, 'Imported', 'other'),
  fromFunctionAttributes: scope => lambda.Function.fromFunctionAttributes(scope, 'Imported', { functionArn: ARN, sameEnvironment: true }),
};

describe.each(Object.entries(IMPORTS))('%s', (_, make) => {
  test('the ledger, a warning and the manifest say that the function belongs to another app', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop', { env: { region: 'eu-central-1', account: '123456789012' } });
    const imported = make(stack);
    imported.addPermission('Allow', { principal: new iam.ServicePrincipal('sns.amazonaws.com') });
    ServerlessGuard.protect(app);
    const { directory } = app.synth();
    expect(ServerlessGuard.ledgerOf(imported)).toEqual([{ measure: '*', state: 'refused', reason: expect.stringContaining('imported') }]);
    expect(warningIds(stack)).toEqual(['imported-function']);
    const { artifacts } = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8'));
    const { metadata, additionalMetadataFile } = artifacts.Shop;
    const written = metadata ?? JSON.parse(readFileSync(join(directory, additionalMetadataFile), 'utf8'));
    expect(written[`/${imported.node.path}`]).toContainEqual({ type: 'cdk-serverless-guard', data: expect.objectContaining({ version: 1 }) });
  });

  test('the warning can be acknowledged on it', () => {
    const stack = new Stack(new App(), 'Shop');
    Validations.of(make(stack)).acknowledge({ id: 'ServerlessGuard::imported-function', reason: 'protected where it is made' });
    ServerlessGuard.protect(stack);
    expect(warningIds(stack)).toEqual([]);
  });
});

test('somebody\'s construct around a function is no import', () => {
  class Around extends lambda.FunctionBase {
    public readonly inner = plainFunction(this, {}, 'Inner');
    public readonly functionArn = this.inner.functionArn;
    public readonly functionName = this.inner.functionName;
    public readonly grantPrincipal = this.inner.grantPrincipal;
    public readonly permissionsNode = this.inner.permissionsNode;
    public readonly architecture = this.inner.architecture;
    public readonly resourceArnsForGrantInvoke = this.inner.resourceArnsForGrantInvoke;
    public readonly role = this.inner.role;
    public readonly tenancyConfig = this.inner.tenancyConfig;
    protected readonly canCreatePermissions = true;
  }
  const around = new Around(new Stack(new App(), 'Shop'), 'Around');
  expect(findTarget(around)).toBeUndefined();
  expect(findTarget(around.inner)).toMatchObject({ kind: 'function' });
});

test('an imported version is listed by its function', () => {
  const stack = new Stack(new App(), 'Shop');
  lambda.Version.fromVersionArn(stack, 'Imported', `${ARN}:3`);
  ServerlessGuard.protect(stack);
  expect(warningIds(stack)).toEqual(['imported-function']);
});

test('what is imported stays usable', () => {
  const stack = new Stack(new App(), 'Shop');
  const imported = IMPORTS.fromFunctionName!(stack);
  imported.grantInvoke(plainFunction(stack));
  ServerlessGuard.protect(stack);
  expect(() => Template.fromStack(stack)).not.toThrow();
});
