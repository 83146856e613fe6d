import { DeleteMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

class Jobs {
  static client = new SQSClient({});
  static url = process.env.JOBS_QUEUE_URL;

  static add(job) {
    return Jobs.client.send(new SendMessageCommand({ QueueUrl: Jobs.url, MessageBody: JSON.stringify(job) }));
  }

  static done(handle) {
    return this.client.send(new DeleteMessageCommand({ QueueUrl: this.url, ReceiptHandle: handle }));
  }
}

export const handler = async event => {
  for (const record of event.Records) {
    await Jobs.add(JSON.parse(record.body).next);
    await Jobs.done(record.receiptHandle);
  }
};
