import type { EventSource } from './sources/event-source';
import { functionUrl, httpApi, loadBalancer, restApi, webSocket } from './sources/http';
import { dynamodb, kinesis, s3, ses, sns, sqs } from './sources/records';
import { appSync, authorizer, bedrockAgent, cloudFormation, cognito, config, eventBridge, lex } from './sources/services';
import { activeMq, firehose, kafka, logs, rabbitMq } from './sources/streams';

/**
 * In the order they are asked; the first that knows the event tells.
 *
 * What sends the app's own payload and nothing around it is a direct call: Step Functions, rules of IoT, schedules with an
 * input, other functions. Only who and where is read here; inputs are looked for in all of an event, whatever its source.
 */
export const EVENT_SOURCES: readonly EventSource[] = [
  authorizer, functionUrl, httpApi, restApi, webSocket, loadBalancer, appSync,
  sqs, sns, s3, dynamodb, kinesis, ses, eventBridge,
  kafka, activeMq, rabbitMq, firehose, logs,
  cognito, cloudFormation, config, bedrockAgent, lex,
];
