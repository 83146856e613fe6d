import { SQSClient, SendMessageBatchCommand, DeleteMessageCommand } from '@aws-sdk/client-sqs';

const client = new SQSClient();
const config = { queues: { next: process.env.NEXT_QUEUE_URL, dead: process.env.DEAD_QUEUE_URL } };

export async function handler(event) {
  const entries = event.Records.map((record, i) => ({ Id: String(i), MessageBody: record.body }));
  await client.send(new SendMessageBatchCommand({ QueueUrl: config.queues.next, Entries: entries }));
  await Promise.all(event.Records.map(record => client.send(new DeleteMessageCommand({ QueueUrl: config.queues.dead, ReceiptHandle: record.receiptHandle }))));
}
