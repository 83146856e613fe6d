import { Aspects, CfnResource, Fn } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { plainFunction, resourcesOf, stackUnderTest, variablesOf } from './app-under-test';
import { RefusedRecords, ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

/** The policy of the one function that a stack has. */
function policyOf(make: (stack: Stack) => void, options: ServerlessGuardOptions = {}) {
  const stack = stackUnderTest();
  Aspects.of(stack).add(new ServerlessGuard(options));
  make(stack);
  const [serverless] = resourcesOf(stack, 'AWS::Serverless::Function');
  return JSON.parse((serverless?.Properties.Environment.Variables ?? variablesOf(stack)).SERVERLESS_GUARD_POLICY);
}

const START = { startingPosition: lambda.StartingPosition.LATEST };
const queue = (stack: Stack, reportBatchItemFailures?: boolean, id = 'Queue') => new sources.SqsEventSource(new sqs.Queue(stack, id), { reportBatchItemFailures });
const stream = (stack: Stack, reportBatchItemFailures?: boolean) => new sources.KinesisEventSource(new kinesis.Stream(stack, 'Stream'), { ...START, reportBatchItemFailures });
const table = (stack: Stack, reportBatchItemFailures?: boolean) => new sources.DynamoEventSource(
  new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE }),
  { ...START, reportBatchItemFailures },
);
const mapping = (stack: Stack, functionName: string, properties: object) => new CfnResource(stack, 'Mapping', {
  type: 'AWS::Lambda::EventSourceMapping', properties: { FunctionName: functionName, FunctionResponseTypes: ['ReportBatchItemFailures'], ...properties },
});

test.each<[string, readonly string[] | undefined, (stack: Stack) => void]>([
  ['a queue whose mapping reports', ['sqs'], stack => plainFunction(stack).addEventSource(queue(stack, true))],
  ['a queue whose mapping does not', undefined, stack => plainFunction(stack).addEventSource(queue(stack))],
  ['a queue whose mapping does not, expressly', undefined, stack => plainFunction(stack).addEventSource(queue(stack, false))],
  ['two queues of which one does not', undefined, stack => {
    const fn = plainFunction(stack);
    fn.addEventSource(queue(stack, true));
    fn.addEventSource(queue(stack, false, 'Other'));
  }],
  ['a stream of Kinesis that reports beside a table that does not', ['kinesis'], stack => {
    const fn = plainFunction(stack);
    fn.addEventSource(stream(stack, true));
    fn.addEventSource(table(stack));
  }],
  ['a table that reports', ['dynamodb'], stack => plainFunction(stack).addEventSource(table(stack, true))],
  ['a mapping of an alias', ['sqs'], stack => plainFunction(stack).addAlias('live').addEventSource(queue(stack, true))],
  ['a queue outside the app', ['sqs'], stack => {
    const imported = sqs.Queue.fromQueueArn(stack, 'Imported', 'arn:aws:sqs:eu-central-1:111122223333:orders');
    plainFunction(stack).addEventSource(new sources.SqsEventSource(imported, { reportBatchItemFailures: true }));
  }],
  ['a stream whose kind does not show', ['kinesis', 'dynamodb'], stack => {
    mapping(stack, plainFunction(stack).functionName, { EventSourceArn: Fn.importValue('stream'), StartingPosition: 'LATEST' });
  }],
  ['a broker', undefined, stack => void mapping(stack, plainFunction(stack).functionName, { EventSourceArn: Fn.importValue('broker'), Queues: ['orders'] })],
  ['response types that do not show', undefined, stack => {
    mapping(stack, plainFunction(stack).functionName, { EventSourceArn: 'arn:aws:sqs:eu-central-1:111122223333:orders', FunctionResponseTypes: Fn.split(',', Fn.importValue('types')) });
  }],
  ['nothing', undefined, stack => void plainFunction(stack)],
])('%s: %j', (_, expected, make) => {
  expect(policyOf(make).batchItemFailures).toEqual(expected);
});

test('the events of a SAM function', () => {
  const policy = policyOf(stack => {
    stack.addTransform('AWS::Serverless-2016-10-31');
    new CfnResource(stack, 'Orders', {
      type: 'AWS::Serverless::Function',
      properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        InlineCode: 'exports.handler = async () => ({});',
        Events: {
          Queue: { Type: 'SQS', Properties: { Queue: 'arn:aws:sqs:eu-central-1:111122223333:orders', FunctionResponseTypes: ['ReportBatchItemFailures'] } },
          Api: { Type: 'HttpApi' },
        },
      },
    });
  });
  expect(policy.batchItemFailures).toEqual(['sqs']);
});

test('refused records are dropped where that was asked for', () => {
  expect(policyOf(stack => void plainFunction(stack)).refusedRecords).toBeUndefined();
  expect(policyOf(stack => void plainFunction(stack), { refusedRecords: RefusedRecords.DROP }).refusedRecords).toBe('drop');
});
