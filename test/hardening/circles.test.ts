import { Aspects } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { PLAIN, plainFunction, stackUnderTest } from './app-under-test';
import { VARIETY } from './varied-app';
import { HardeningMeasure, LogPlacement, SecuredFunction, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

/** CDK's assertions look for resources that need each other first, which CloudFormation refuses. */
function expectDeployable(stack: Stack): void {
  expect(() => Template.fromStack(stack)).not.toThrow();
}

/** What apps do with functions beside the variety, each in a way that ties function, role and trigger together. */
const USES: typeof VARIETY = {
  ...VARIETY,
  'a grant': (stack, make) => void new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadWriteData(make('Fn')),
  'an API': (stack, make) => void new apigateway.LambdaRestApi(stack, 'Api', { handler: make('Fn') }),
  'an alias with a URL': (_, make) => void make('Fn').addAlias('live').addFunctionUrl(),
  'a dependency': (stack, make) => make('Fn').node.addDependency(new sqs.Queue(stack, 'First')),
  'a dependent': (stack, make) => new sqs.Queue(stack, 'Then').node.addDependency(make('Fn')),
  'a statement': (_, make) => make('Fn').addToRolePolicy(new iam.PolicyStatement({ actions: ['ec2:*'], resources: ['*'] })),
};

const ALL: ServerlessGuardOptions = { alsoSet: [HardeningMeasure.LOG_FORMAT, HardeningMeasure.TRACING, HardeningMeasure.FAILURE_HANDLING] };

describe.each([
  ['CDK\'s managed log group', { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true }],
  ['no feature flags', {}],
])('%s', (_, context) => {
  test.each(Object.entries(USES))('%s closes no circle', (__, use) => {
    const secured = stackUnderTest({}, { context });
    use(secured, (id, props = {}) => new SecuredFunction(secured, id, { ...PLAIN, ...props }));
    expectDeployable(secured);

    for (const logPlacement of Object.values(LogPlacement)) {
      const plain = stackUnderTest({}, { context });
      use(plain, (id, props) => plainFunction(plain, props, id));
      Aspects.of(plain).add(new ServerlessGuard({ ...ALL, ...protection(plain), logPlacement }));
      expectDeployable(plain);
    }
  });
});

/** Options that refer to resources of the same stack. */
function protection(stack: Stack): ServerlessGuardOptions {
  return {
    dataProtectionPolicy: new logs.DataProtectionPolicy({ identifiers: [logs.DataIdentifier.EMAILADDRESS] }),
    permissionsBoundary: new iam.ManagedPolicy(stack, 'Boundary', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] }),
    onFailure: new SqsDestination(new sqs.Queue(stack, 'FailedEventsOfAll')),
  };
}
