import { Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { PLAIN, plainFunction, rawFunction } from './app-under-test';
import { SecuredFunction } from '../../src';

type MakeFunction = (id: string, props?: Partial<lambda.FunctionProps>) => lambda.Function;

const everyDay = (stack: Stack, id: string) => new events.Rule(stack, id, { schedule: events.Schedule.rate(Duration.days(1)) });

/** Functions as apps have them, each tied to what usually stands around one. */
export const VARIETY: Record<string, (stack: Stack, make: MakeFunction) => void> = {
  'nothing around it': (_, make) => void make('Alone'),
  'a network': (stack, make) => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1, natGateways: 1 });
    make('InVpc', { vpc }).addToRolePolicy(new iam.PolicyStatement({ actions: ['ec2:DescribeSubnets'], resources: ['*'] }));
  },
  'tracing and JSON logs': (_, make) => void make('Traced', { tracing: lambda.Tracing.ACTIVE, loggingFormat: lambda.LoggingFormat.JSON }),
  'a log group that is given': (stack, make) => void make('Logged', { logGroup: new logs.LogGroup(stack, 'Given') }),
  'a log group that has its name': (stack, make) => void new logs.CfnLogGroup(stack, 'Named', { logGroupName: `/aws/lambda/${make('NamedAfter').functionName}` }),
  'a reader of its log group': (_, make) => void make('Read').logGroup.addStream('Stream'),
  'an alias that is invoked asynchronously': (stack, make) => everyDay(stack, 'ForAlias').addTarget(new targets.LambdaFunction(make('Aliased').addAlias('live'))),
  'a bucket that it reads': (stack, make) => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    const fn = make('OnUpload');
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(fn));
    bucket.grantRead(fn);
  },
  'a dead-letter queue': (stack, make) => everyDay(stack, 'ForFailing').addTarget(new targets.LambdaFunction(make('Failing', { deadLetterQueueEnabled: true }))),
  'a configuration in part': (_, make) => make('Configured').configureAsyncInvoke({ retryAttempts: 0 }),
  'a queue': (stack, make) => make('Consumer').addEventSource(new SqsEventSource(new sqs.Queue(stack, 'Queue'))),
  'a name': (_, make) => void make('WithName', { functionName: 'with-name', recursiveLoop: lambda.RecursiveLoop.ALLOW }),
  'ten managed policies': (_, make) => {
    const fn = make('Attached');
    for (let index = 0; index < 10; index++) fn.role?.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyName(fn, `Policy${index}`, `team-${index}`));
  },
  'a shared role': (stack, make) => {
    const role = new iam.Role(stack, 'Shared', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    for (const id of ['SharedOne', 'SharedTwo']) make(id, { role });
  },
  'another runtime': (_, make) => void make('Python', { runtime: lambda.Runtime.PYTHON_3_13 }),
};

/** Functions that no L2 stands for. */
const RAW: ReadonlyArray<[string, Parameters<typeof rawFunction>[1]]> = [
  ['Image', { packageType: 'Image', runtime: undefined, handler: undefined, code: { imageUri: '123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:1' } }],
  ['Raw', { environment: { variables: { NODE_OPTIONS: '--enable-source-maps' } } }],
];

/** All of it in one stack, as plain functions, with those that no L2 stands for. */
export function variedApp(stack: Stack): void {
  for (const around of Object.values(VARIETY)) around(stack, (id, props = {}) => plainFunction(stack, props, id));
  for (const [id, props] of RAW) rawFunction(stack, props, id);
}

/** The same as secured functions. */
export function variedSecuredApp(stack: Stack): void {
  for (const around of Object.values(VARIETY)) around(stack, (id, props = {}) => new SecuredFunction(stack, id, { ...PLAIN, ...props }));
}
