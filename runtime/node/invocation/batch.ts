import { attribute } from './attribution';
import { locate } from './locate';
import { asRecord, stringAt, type Unknowns } from './read';

/** A batch of records that are answered for one by one. */
export interface Batch {
  readonly source: string;
  /** The event's property that holds the records. */
  readonly key: string;
  readonly records: readonly BatchRecord[];
}

export interface BatchRecord {
  readonly record: unknown;
  /** By which the answer names it. */
  readonly identifier: string;
  /** The same with the queue or stream that it came from. */
  readonly identity: string;
}

interface Form {
  readonly key: string;
  /** Where a record has its identifier. */
  readonly identifier: readonly string[];
}

/**
 * Sources: the developer guides of Lambda (partial batch responses of SQS, Kinesis and DynamoDB Streams) and of Firehose
 * (data transformation and status model).
 */
const FORMS: ReadonlyMap<string, Form> = new Map([
  ['sqs', { key: 'Records', identifier: ['messageId'] }],
  ['kinesis', { key: 'Records', identifier: ['kinesis', 'sequenceNumber'] }],
  ['dynamodb', { key: 'Records', identifier: ['dynamodb', 'SequenceNumber'] }],
  ['firehose', { key: 'records', identifier: ['recordId'] }],
]);

/** The event as a batch; undefined where it is none, or a record has no identifier. */
export function batchOf(event: unknown): Batch | undefined {
  const source = attribute(event, '$').trigger;
  const form = FORMS.get(source);
  const list = form && asRecord(event)[form.key];
  if (!form || !Array.isArray(list)) return undefined;
  const records = (list as readonly unknown[]).flatMap((record): BatchRecord[] => {
    const identifier = stringAt(record, ...form.identifier);
    return identifier === undefined ? [] : [{ record, identifier, identity: `${stringAt(record, 'eventSourceARN') ?? ''} ${identifier}` }];
  });
  return records.length === list.length ? { source, key: form.key, records } : undefined;
}

/** The records in which one of the inputs stands. */
export function recordsWith({ records }: Batch, inputs: ReadonlySet<string>): BatchRecord[] {
  return records.filter(({ record }) => locate(record, inputs).size > 0);
}

/** The event without some of its records; whatever else it holds stays. */
export function withoutRecords(event: Unknowns, { key, records }: Batch, withheld: ReadonlySet<BatchRecord>): Unknowns {
  return { ...event, [key]: records.filter(record => !withheld.has(record)).map(({ record }) => record) };
}
