import type { DetectionFinding } from '../../src/contract/finding';

/** The app's functions, by the construct ids in `OrderStack`. */
export const FUNCTION_IDS = ['Orders', 'Download', 'Converter', 'Receipts'] as const;
export type FunctionId = (typeof FUNCTION_IDS)[number];

/** What one request did to one variant of the app. */
export interface Observation {
  /** The function's answer, byte for byte. */
  readonly payload: string;
  /** The error's message, where the function failed. */
  readonly error?: string;
  /** The guard's finding lines in the function's log. */
  readonly findings: readonly DetectionFinding[];
  /** Files below the documents that were written or changed, with their contents as base64. */
  readonly files: Readonly<Record<string, string>>;
  /** By how much the total of all orders in the database changed. */
  readonly totalChange: number;
}

/** One event for one of the functions. */
export interface DemoRequest {
  /** Such as `GET /orders?q=…`. */
  readonly title: string;
  /** The trigger and the encoding that the input travels in, such as `S3 key, percent-encoded`. */
  readonly carrier: string;
  readonly function: FunctionId;
  readonly event: unknown;
}

/** A request that must go on working. */
export interface BenignRequest extends DemoRequest {
  /** What the answer or a written file holds if the feature works. */
  readonly expected: string;
}

/** A request that does harm to an unprotected app. */
export interface Attack extends DemoRequest {
  /** Tells from its effects, in a few words, what harm was done; `undefined` if none was. */
  readonly harm: (seen: Observation) => string | undefined;
}
