import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import type { NagPack } from 'cdk-nag';
import { GuardMode, SecuredFunction, SecuredNodejsFunction, ServerlessGuard } from '../src';
import { PLAIN, onlyFunction, plainFunction, stackUnderTest, userFunctions } from './hardening/app-under-test';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

/** The pack's findings on a stack that has been synthesised, so that the aspects have run. */
function findings(stack: Stack, pack: NagPack): string[] {
  Template.fromStack(stack);
  return pack.validateScope(stack).violations.map(({ ruleName, violatingResources }) => `${ruleName} at ${violatingResources.map(resource => resource.constructPath).join()}`);
}

describe('a drop-in for lambda.Function', () => {
  test('is one, and takes its properties and later calls', () => {
    const stack = stackUnderTest();
    const fn: lambda.Function = new SecuredFunction(stack, 'Orders', { ...PLAIN, memorySize: 512, environment: { TABLE: 'orders' } });
    fn.addEnvironment('LATER', 'yes');
    new s3.Bucket(stack, 'Bucket').grantRead(fn);
    fn.configureAsyncInvoke({ retryAttempts: 2 });
    fn.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.AWS_IAM });
    fn.addAlias('live');
    expect(onlyFunction(stack).Properties).toMatchObject({ MemorySize: 512, Environment: { Variables: { TABLE: 'orders', LATER: 'yes', SERVERLESS_GUARD_MODE: 'block' } } });
  });

  test('its options win over those of protect()', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', { ...PLAIN, mode: GuardMode.REPORT });
    ServerlessGuard.protect(stack, { mode: GuardMode.OFF });
    expect(onlyFunction(stack).Properties.Environment.Variables.SERVERLESS_GUARD_MODE).toBe('report');
  });

  test('is the same with protect() and without', () => {
    const template = (protect: boolean) => {
      const stack = stackUnderTest();
      new SecuredFunction(stack, 'Orders', PLAIN);
      if (protect) ServerlessGuard.protect(stack);
      return Template.fromStack(stack).toJSON();
    };
    expect(template(true)).toEqual(template(false));
  });

  test('other functions are not touched by it', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', PLAIN);
    plainFunction(stack, {}, 'Plain');
    expect(userFunctions(stack).filter(fn => fn.Properties.Layers !== undefined)).toHaveLength(1);
  });

  test('its metrics are the guard\'s', () => {
    const fn = new SecuredFunction(stackUnderTest(), 'Orders', PLAIN);
    const metrics = [fn.metricAttacks(), fn.metricAttacksReported(), fn.metricGuardErrors(), fn.metricHeartbeat({ statistic: 'Maximum' })];
    expect(metrics.map(metric => metric.metricName)).toEqual(['AttacksBlocked', 'AttacksReported', 'GuardErrors', 'Heartbeat']);
    expect(metrics.map(metric => metric.namespace)).toEqual(Array(4).fill('ServerlessGuard'));
    expect(metrics.map(metric => Object.keys(metric.dimensions ?? {}))).toEqual(Array(4).fill(['FunctionName']));
    expect(metrics[3]?.statistic).toBe('Maximum');
  });
});

describe('SecuredNodejsFunction', () => {
  const props = { entry: `${__dirname}/secured-function.test.Api.ts`, bundling: { forceDockerBundling: false } };

  test('bundles its entry and is secured, on the newest Node', () => {
    const stack = stackUnderTest();
    const fn = new SecuredNodejsFunction(stack, 'Api', props);
    const { Runtime, Environment, LoggingConfig } = onlyFunction(stack).Properties;
    expect(Runtime).toBe('nodejs24.x');
    expect(Environment.Variables.NODE_OPTIONS).toContain('--require /opt/serverless-guard/preload.cjs');
    expect(LoggingConfig.LogGroup).toEqual(stack.resolve(fn.logGroup.logGroupName));
    expect(fn.metricAttacks().metricName).toBe('AttacksBlocked');
  });

  test('finds its entry beside the file that defines it, as NodejsFunction does', () => {
    const templateOf = (make: (stack: Stack) => void) => {
      const stack = stackUnderTest();
      make(stack);
      return onlyFunction(stack).Properties.Code;
    };
    expect(templateOf(stack => new SecuredNodejsFunction(stack, 'Api'))).toEqual(templateOf(stack => new SecuredNodejsFunction(stack, 'Api', props)));
    expect(() => new SecuredNodejsFunction(stackUnderTest(), 'Missing')).toThrow(/secured-function\.test\.Missing\.ts/);
  });
});

describe('cdk-nag', () => {
  const asynchronous = (stack: Stack) => {
    const fn = new SecuredFunction(stack, 'Orders', PLAIN);
    new events.Rule(stack, 'Nightly', { schedule: events.Schedule.expression('rate(1 day)'), targets: [new targets.LambdaFunction(fn)] });
  };
  const inVpc = (stack: Stack) => new SecuredFunction(stack, 'Orders', { ...PLAIN, vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'], privateSubnetIds: ['subnet-1'] }) });
  const plain = (stack: Stack) => {
    plainFunction(stack);
    ServerlessGuard.protect(stack);
  };

  test.each<[string, (stack: Stack) => void]>([
    ['a default SecuredFunction', stack => new SecuredFunction(stack, 'Orders', PLAIN)],
    ['one with an asynchronous trigger', asynchronous],
    ['one in a VPC', inVpc],
    ['one with a name', stack => new SecuredFunction(stack, 'Orders', { ...PLAIN, functionName: 'orders' })],
    ['one with CDK\'s managed log group', stack => {
      stack.node.setContext('@aws-cdk/aws-lambda:useCdkManagedLogGroup', true);
      new SecuredFunction(stack, 'Orders', PLAIN);
    }],
    ['a plain function under protect()', plain],
  ])('AwsSolutions finds nothing on %s', (_, make) => {
    const stack = stackUnderTest();
    make(stack);
    expect(findings(stack, new AwsSolutionsChecks(stack))).toEqual([]);
  });

  test('NIST finds no inline policy', () => {
    const stack = stackUnderTest();
    new SecuredFunction(stack, 'Orders', PLAIN);
    expect(findings(stack, new NIST80053R5Checks(stack)).filter(finding => finding.includes('IAM'))).toEqual([]);
  });

  test('the acknowledgements are written in docs/hardening.md', () => {
    const docs = readFileSync(`${__dirname}/../docs/hardening.md`, 'utf8');
    const stack = stackUnderTest();
    asynchronous(stack);
    inVpc(new Stack(App.of(stack) as App, 'Network'));
    plain(new Stack(App.of(stack) as App, 'Existing'));
    Template.fromStack(stack);
    const ids = stack.node.root.node.findAll().flatMap(node => node.node.metadata)
      .filter(({ type }) => type === 'aws:cdk:acknowledged-rules').flatMap(({ data }) => Object.keys(data))
      .map(id => id.replace(/\[.*/, ''));
    expect(new Set(ids)).toEqual(new Set(['AwsSolutions-IAM4', 'AwsSolutions-IAM5', 'AwsSolutions-SQS3']));
    for (const id of ids) expect(docs).toContain(id);
  });
});
