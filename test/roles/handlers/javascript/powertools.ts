import { Tracer } from '@aws-lambda-powertools/tracer';
import { Logger } from '@aws-lambda-powertools/logger';
import type { LambdaInterface } from '@aws-lambda-powertools/commons/types';
import { FirehoseClient, PutRecordBatchCommand } from '@aws-sdk/client-firehose';

const tracer = new Tracer();
const logger = new Logger();
const firehose = tracer.captureAWSv3Client(new FirehoseClient({}));

class Lambda implements LambdaInterface {
  @tracer.captureLambdaHandler()
  public async handler(event: { Records: { body: string }[] }): Promise<void> {
    logger.info('records', { count: event.Records.length });
    await firehose.send(new PutRecordBatchCommand({ DeliveryStreamName: process.env.DELIVERY_STREAM, Records: event.Records.map(({ body }) => ({ Data: Buffer.from(body) })) }));
  }
}
const lambda = new Lambda();
export const handler = lambda.handler.bind(lambda);
