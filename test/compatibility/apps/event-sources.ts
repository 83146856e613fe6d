import { Duration, RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import * as config from 'aws-cdk-lib/aws-config';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as eventTargets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as iot from 'aws-cdk-lib/aws-iot';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as logDestinations from 'aws-cdk-lib/aws-logs-destinations';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3n from 'aws-cdk-lib/aws-s3-notifications';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sesActions from 'aws-cdk-lib/aws-ses-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { inStack, nodeFunction } from './app-parts';
import type { AppCases } from '../app-case';

export const eventSources: AppCases = {
  'bucket that triggers the function that reads it': inStack(stack => {
    const bucket = new s3.Bucket(stack, 'Uploads', { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
    const fn = nodeFunction(stack, 'Thumbnail', { environment: { BUCKET: bucket.bucketName } });
    bucket.grantReadWrite(fn);
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.LambdaDestination(fn), { suffix: '.png' });
    fn.addEventSource(new sources.S3EventSource(new s3.Bucket(stack, 'Second'), { events: [s3.EventType.OBJECT_REMOVED] }));
  }),
  'queues, with partial failures and a dead-letter queue': inStack(stack => {
    const dead = new sqs.Queue(stack, 'Dead');
    const queue = new sqs.Queue(stack, 'Queue', { deadLetterQueue: { queue: dead, maxReceiveCount: 3 }, visibilityTimeout: Duration.minutes(5) });
    const fn = nodeFunction(stack, 'Worker', { deadLetterQueueEnabled: true, retryAttempts: 0 });
    fn.addEventSource(new sources.SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 5 }));
    queue.grantSendMessages(nodeFunction(stack, 'Producer', { environment: { QUEUE_URL: queue.queueUrl } }));
  }),
  'fan-out by topics with destinations': inStack(stack => {
    const topic = new sns.Topic(stack, 'Topic');
    const fn = nodeFunction(stack, 'Consumer', {
      onFailure: new destinations.SqsDestination(new sqs.Queue(stack, 'Failed')),
      onSuccess: new destinations.LambdaDestination(nodeFunction(stack, 'Next')),
    });
    topic.addSubscription(new subscriptions.LambdaSubscription(fn, { deadLetterQueue: new sqs.Queue(stack, 'Undelivered') }));
    nodeFunction(stack, 'Other').addEventSource(new sources.SnsEventSource(topic));
  }),
  'streams': inStack(stack => {
    const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE });
    const stream = new kinesis.Stream(stack, 'Stream');
    const fn = nodeFunction(stack, 'Projector');
    fn.addEventSource(new sources.DynamoEventSource(table, { startingPosition: lambda.StartingPosition.LATEST, onFailure: new sources.SqsDlq(new sqs.Queue(stack, 'Dlq')) }));
    fn.addEventSource(new sources.KinesisEventSource(stream, { startingPosition: lambda.StartingPosition.TRIM_HORIZON }));
    table.grantWriteData(fn);
  }),
  'Kafka inside and outside of AWS': inStack(stack => {
    const secret = new secretsmanager.Secret(stack, 'Kafka', { secretObjectValue: { user: SecretValue.unsafePlainText('u') } });
    nodeFunction(stack, 'Managed').addEventSource(new sources.ManagedKafkaEventSource({
      clusterArn: 'arn:aws:kafka:eu-central-1:123456789012:cluster/c/1', topic: 't', startingPosition: lambda.StartingPosition.LATEST, secret,
    }));
    nodeFunction(stack, 'SelfManaged').addEventSource(new sources.SelfManagedKafkaEventSource({
      bootstrapServers: ['kafka.example.com:9092'], topic: 't', secret, startingPosition: lambda.StartingPosition.LATEST,
    }));
  }),
  'event buses, rules and schedules': inStack(stack => {
    const bus = new events.EventBus(stack, 'Bus');
    const fn = nodeFunction(stack, 'Consumer', { environment: { BUS: bus.eventBusName } });
    bus.grantPutEventsTo(fn);
    new events.Rule(stack, 'Rule', { eventBus: bus, eventPattern: { source: ['shop'] }, targets: [new eventTargets.LambdaFunction(fn, { retryAttempts: 1 })] });
    new events.Rule(stack, 'Nightly', { schedule: events.Schedule.cron({ hour: '3' }) }).addTarget(new eventTargets.LambdaFunction(fn));
    new scheduler.Schedule(stack, 'Schedule', { schedule: scheduler.ScheduleExpression.rate(Duration.hours(1)), target: new LambdaInvoke(fn) });
  }),
  'log subscription, Config rule and IoT': inStack(stack => {
    const fn = nodeFunction(stack, 'Shipper');
    const group = new logs.LogGroup(stack, 'AppLogs');
    group.addSubscriptionFilter('Ship', { destination: new logDestinations.LambdaDestination(fn), filterPattern: logs.FilterPattern.allEvents() });
    new config.CustomRule(stack, 'Rule', { lambdaFunction: nodeFunction(stack, 'Evaluate'), configurationChanges: true });
    const rule = new iot.CfnTopicRule(stack, 'Topic', { topicRulePayload: { sql: 'SELECT 1', actions: [{ lambda: { functionArn: fn.functionArn } }] } });
    fn.addPermission('Iot', { principal: new iam.ServicePrincipal('iot.amazonaws.com'), sourceArn: rule.attrArn });
  }),
  'mail that a function reads': inStack(stack => {
    new ses.ReceiptRuleSet(stack, 'Rules', { rules: [{ recipients: ['a@example.com'], actions: [new sesActions.Lambda({ function: nodeFunction(stack, 'Mail') })] }] });
  }),
  'function with every event source of its own stack, in a VPC': inStack(stack => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 });
    const fn = nodeFunction(stack, 'All', { vpc });
    fn.addEventSource(new sources.SqsEventSource(new sqs.Queue(stack, 'Queue')));
    fn.addEventSource(new sources.SnsEventSource(new sns.Topic(stack, 'Topic')));
    fn.addEventSource(new sources.ApiEventSource('POST', '/x'));
    fn.addEventSourceMapping('Mq', { eventSourceArn: 'arn:aws:mq:eu-central-1:123456789012:broker:b:b-1' });
  }),
};
