import type { Input } from '../../operations/input';
import type { Service } from '../../operations/table';
import type { Value } from '../values/value';

/** What a call does with AWS. */
export type Found =
  | { readonly kind: 'operation'; readonly service: Service; readonly operation: string; readonly input: Input; readonly isGuess?: boolean }
  /** A client, or a resource object in its place. */
  | { readonly kind: 'client'; readonly service: Service }
  /** A client of a service that is computed, or that is not in the table. */
  | { readonly kind: 'unknown service'; readonly name?: string }
  /** A method that is no operation we know. */
  | { readonly kind: 'unknown method'; readonly service: Service; readonly method: string }
  /** A call whose operation is computed. */
  | { readonly kind: 'computed'; readonly service: Service }
  /** A library that calls AWS by itself, where what it is asked is not known. */
  | { readonly kind: 'library'; readonly name: string };

/** What a call of boto3 finds, and what it gives back. */
export interface Boto3Call {
  readonly found: readonly Found[];
  readonly result: readonly Value[];
}

export const NOTHING_FOUND: Boto3Call = { found: [], result: [{ kind: 'unknown' }] };
