import type { EventSource, Sender } from './event-source';
import { recordAt, stringAt, type Unknowns } from '../read';

/** Which record of a batch an input stands in. */
const RECORD = /^\$\.[Rr]ecords\[(\d+)\]/;

export function recordNumber(inputPath: string): number {
  return Number(RECORD.exec(inputPath)?.[1] ?? 0);
}

/** Sources that send `Records`; `source` is the record's `eventSource`. */
function batch(name: EventSource['name'], source: string, read: (record: Unknowns) => Sender): EventSource {
  return {
    name,
    read: (event, inputPath) => {
      const record = recordAt(event, 'Records', recordNumber(inputPath));
      const found = stringAt(record, 'eventSource') ?? stringAt(record, 'EventSource');
      return found === source ? read(record) : undefined;
    },
  };
}

const lastOfArn = (arn: string | undefined) => arn?.split(':').at(-1);

export const sqs = batch('sqs', 'aws:sqs', record => ({
  route: lastOfArn(stringAt(record, 'eventSourceARN')),
  principal: stringAt(record, 'attributes', 'SenderId'),
}));

export const sns = batch('sns', 'aws:sns', record => ({ route: lastOfArn(stringAt(record, 'Sns', 'TopicArn')) }));

export const s3 = batch('s3', 'aws:s3', record => ({
  route: stringAt(record, 's3', 'bucket', 'name'),
  sourceIp: stringAt(record, 'requestParameters', 'sourceIPAddress'),
  principal: stringAt(record, 'userIdentity', 'principalId'),
}));

/** `arn:…:table/NAME/stream/…` */
export const dynamodb = batch('dynamodb', 'aws:dynamodb', record => ({
  route: stringAt(record, 'eventSourceARN')?.split('/')[1],
  principal: stringAt(record, 'userIdentity', 'principalId'),
}));

/** `arn:…:stream/NAME` */
export const kinesis = batch('kinesis', 'aws:kinesis', record => ({
  route: stringAt(record, 'eventSourceARN')?.split('/')[1],
  principal: stringAt(record, 'invokeIdentityArn'),
}));

/** Incoming mail; its text is in S3 or in an SNS message. */
export const ses = batch('ses', 'aws:ses', record => ({
  route: stringAt(record, 'ses', 'receipt', 'recipients', 0),
  principal: stringAt(record, 'ses', 'mail', 'source'),
}));
