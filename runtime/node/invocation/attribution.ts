import { EVENT_SOURCES } from './event-sources';
import { asRecord } from './read';

/** Who sent an event, as far as its source tells. */
export interface Who {
  /** The event source: `apigateway`, `s3`, `direct` … */
  readonly trigger: string;
  /** Route, queue, bucket, topic …: what was addressed. */
  readonly route?: string;
  readonly sourceIp?: string;
  readonly principal?: string;
  readonly userAgent?: string;
  readonly method?: string;
  readonly path?: string;
}

/**
 * Tells the source of an event by its shape, and who sent it.
 *
 * @param inputPath - JSONPath of the input in question; in a batch it picks the record
 */
export function attribute(event: unknown, inputPath: string): Who {
  const record = asRecord(event);
  for (const source of EVENT_SOURCES) {
    const who = source.read(record, inputPath);
    if (who) return { trigger: source.name, ...withoutUndefined(who) };
  }
  return { trigger: 'direct' };
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}
