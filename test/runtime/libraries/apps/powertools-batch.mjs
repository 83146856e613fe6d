import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';

const processor = new BatchProcessor(EventType.SQS);
const record = async ({ body }) => {
  if (JSON.parse(body).input === 'half') throw new Error('not this one');
};

export const handler = async (event, context) => processPartialResponse(event, record, processor, { context, throwOnFullBatchFailure: true });
