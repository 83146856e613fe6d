import type { SQSEvent } from 'aws-lambda';

/** A batch of one message with a JSON body. */
export function messageEvent(message: unknown): SQSEvent {
  return {
    Records: [{
      messageId: '059f36b4-87a3-44ab-83d2-661975830a7d',
      receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a',
      body: JSON.stringify(message),
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '1773129600000',
        SenderId: 'AIDAIENQZJOLO23YVJ4VO',
        ApproximateFirstReceiveTimestamp: '1773129600001',
      },
      messageAttributes: {},
      md5OfBody: 'e4e68fb7bd0e697a0ae8f1bb342846b3',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:receipts',
      awsRegion: 'eu-central-1',
    }],
  };
}

/** A message that reached the queue through an SNS topic: the content is JSON inside JSON. */
export function notificationEvent(message: unknown): SQSEvent {
  return messageEvent({
    Type: 'Notification',
    MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
    TopicArn: 'arn:aws:sns:eu-central-1:111122223333:order-events',
    Message: JSON.stringify(message),
    Timestamp: '2026-03-10T08:00:00.000Z',
    SignatureVersion: '1',
  });
}
