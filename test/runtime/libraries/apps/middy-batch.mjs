import middy from '@middy/core';
import partialBatchFailure from '@middy/sqs-partial-batch-failure';

export const handler = middy(async event => Promise.allSettled(event.Records.map(async record => {
  if (JSON.parse(record.body).input === 'fail') throw new Error('not this one');
  return record.messageId;
}))).use(partialBatchFailure());
