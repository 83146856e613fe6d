import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { SqlDialect } from '../runtime/node/detectors/sql';

/** A sink's full text and the input that went into it. */
export interface SinkRow {
  readonly id: string;
  readonly class: 'sqli' | 'shell' | 'path';
  readonly sink: string;
  readonly input: string;
  readonly dialect?: SqlDialect;
  /** `ineffective`: looks like an attack and does nothing where it stands. */
  readonly expected: 'attack' | 'safe' | 'ineffective';
}

/** A value, or a whole event, before any sink. */
export interface ValueRow {
  readonly id: string;
  readonly label: 'attack' | 'benign';
  readonly class: string;
  readonly payload: unknown;
  readonly corpus: string;
}

/** Rows of JSONL files, in order. */
export function readRows<Row>(files: readonly string[]): Row[] {
  return files.flatMap(file => readFileSync(file, 'utf8').split('\n').filter(line => line.trim() !== '').map(line => JSON.parse(line) as Row));
}

/** Whether a row is of the part that detectors were not tuned on: four of ten, by a hash of its id. */
export function isHeldOut({ id }: { readonly id: string }): boolean {
  return createHash('sha256').update(id).digest()[0] % 10 >= 6;
}
