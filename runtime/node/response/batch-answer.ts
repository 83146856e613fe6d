import type { Batch, BatchRecord } from '../invocation/batch';
import { asRecord, type Unknowns } from '../invocation/read';

/** What a batch's answer depends on. */
export interface BatchRefusal {
  readonly batch: Batch;
  /** Refused while the handler ran. */
  readonly refused: readonly BatchRecord[];
  /** Refused in an earlier delivery, and withheld from the handler. */
  readonly withheld: readonly BatchRecord[];
  /** Whether the source takes single records back. */
  readonly isReporting: boolean;
  /** Whether refused records count as done. */
  readonly isDropping: boolean;
}

/** Sources whose records stay where they are until retention ends, whatever is answered. */
const STREAMS: readonly string[] = ['kinesis', 'dynamodb'];

/**
 * The answer of a batch whose handler answered, so that only the refused records fail; undefined where the whole batch has
 * to (docs/adr/0002).
 *
 * A record of a stream fails once, since a handler that swallowed the refusal may have left the records behind it; when it
 * comes again, and the others have been handled without it, it is passed over: else it would hold up its shard.
 */
export function answerOfBatch({ batch, refused, withheld, isReporting, isDropping }: BatchRefusal, answer: unknown): { readonly answer: unknown } | undefined {
  if (isDropping) return { answer };
  const failing = STREAMS.includes(batch.source) ? refused : [...refused, ...withheld];
  if (failing.length === 0) return { answer };
  if (batch.source === 'firehose') return { answer: withFailedResults(answer, failing) };
  return isReporting ? { answer: withItemFailures(answer, failing) } : undefined;
}

function withItemFailures(answer: unknown, failing: readonly BatchRecord[]): Unknowns {
  const { batchItemFailures } = asRecord(answer);
  const own = Array.isArray(batchItemFailures) ? batchItemFailures as readonly unknown[] : [];
  const named = new Set(own.map(item => asRecord(item).itemIdentifier));
  const added = failing.filter(({ identifier }) => !named.has(identifier)).map(({ identifier }) => ({ itemIdentifier: identifier }));
  return { ...asRecord(answer), batchItemFailures: [...own, ...added] };
}

/** Firehose wants a result for every record, and delivers a failed one to its error output as it came. */
function withFailedResults(answer: unknown, failing: readonly BatchRecord[]): Unknowns {
  const { records } = asRecord(answer);
  const failed = new Set(failing.map(({ identifier }) => identifier));
  const others = (Array.isArray(records) ? records as readonly unknown[] : []).filter(result => !failed.has(String(asRecord(result).recordId)));
  return {
    ...asRecord(answer),
    records: [...others, ...failing.map(({ identifier, record }) => ({ recordId: identifier, result: 'ProcessingFailed', data: asRecord(record).data }))],
  };
}
