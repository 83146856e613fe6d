import type { SQSEvent } from 'aws-lambda';
import { writeReceipt, type ReceiptRequest } from './receipt';

/** Envelope of messages that reach the queue through the order topic. */
interface Notification {
  readonly Type: 'Notification';
  readonly Message: string;
}

export async function handler(event: SQSEvent): Promise<void> {
  for (const record of event.Records) {
    const target = await writeReceipt(request(record.body));
    console.log(`wrote ${target}`);
  }
}

function request(body: string): ReceiptRequest {
  const message = JSON.parse(body) as ReceiptRequest | Notification;
  return 'Type' in message ? JSON.parse(message.Message) as ReceiptRequest : message;
}
