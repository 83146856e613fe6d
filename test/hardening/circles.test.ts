import { Aspects, Duration } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { PLAIN, plainFunction, stackUnderTest } from './app-under-test';
import { HardeningMeasure, LogPlacement, SecuredFunction, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

/** CDK's assertions look for resources that need each other first, which CloudFormation refuses. */
function expectDeployable(stack: Stack): void {
  expect(() => Template.fromStack(stack)).not.toThrow();
}

/** What apps do with functions, each in a way that ties function, role and trigger together. */
const USES: Record<string, (fn: lambda.Function) => void> = {
  'a grant': fn => void new dynamodb.Table(fn.stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadWriteData(fn),
  'a rule': fn => void new events.Rule(fn.stack, 'Rule', { schedule: events.Schedule.rate(Duration.days(1)), targets: [new targets.LambdaFunction(fn)] }),
  'a queue': fn => fn.addEventSource(new SqsEventSource(new sqs.Queue(fn.stack, 'Queue'))),
  'a bucket that it reads': fn => {
    const bucket = new s3.Bucket(fn.stack, 'Bucket');
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn));
    bucket.grantRead(fn);
  },
  'an API': fn => void new apigateway.LambdaRestApi(fn.stack, 'Api', { handler: fn }),
  'an alias with a URL': fn => void fn.addAlias('live').addFunctionUrl(),
  'a dependency': fn => fn.node.addDependency(new sqs.Queue(fn.stack, 'First')),
  'a dependent': fn => new sqs.Queue(fn.stack, 'Then').node.addDependency(fn),
  'a reader of its log group': fn => void fn.logGroup.addStream('Stream'),
  'a statement': fn => fn.addToRolePolicy(new iam.PolicyStatement({ actions: ['ec2:*'], resources: ['*'] })),
};

const ALL: ServerlessGuardOptions = { alsoSet: [HardeningMeasure.LOG_FORMAT, HardeningMeasure.TRACING, HardeningMeasure.FAILURE_HANDLING] };

describe.each([
  ['CDK\'s managed log group', { '@aws-cdk/aws-lambda:useCdkManagedLogGroup': true }],
  ['no feature flags', {}],
])('%s', (_, context) => {
  test.each(Object.entries(USES))('%s closes no circle', (__, use) => {
    const secured = stackUnderTest({}, { context });
    use(new SecuredFunction(secured, 'Orders', PLAIN));
    expectDeployable(secured);

    for (const logPlacement of Object.values(LogPlacement)) {
      const plain = stackUnderTest({}, { context });
      use(plainFunction(plain));
      Aspects.of(plain).add(new ServerlessGuard({ ...ALL, logPlacement }));
      expectDeployable(plain);
    }
  });

  test('a VPC closes no circle', () => {
    const stack = stackUnderTest({}, { context });
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 1 });
    USES['a grant']?.(new SecuredFunction(stack, 'Orders', { ...PLAIN, vpc }));
    expectDeployable(stack);
  });
});
