import type { PathOrigins } from './path-origins';
import type { DetectorName, SinkName } from '../../../src/contract/policy';
import type { Inspect } from '../detectors/verdict';
import type { BlockedOperationError } from '../response/blocked-error';

/** A text that is about to take effect. */
export interface SinkCall {
  readonly sink: SinkName;
  readonly detector: DetectorName;
  /** The function or message, as the finding prints it: `fs.readFile`, `Query`. */
  readonly operation: string;
  readonly text: string;
  /** Prepares the detector for the text; called only where an input may stand in it. */
  readonly prepare: (text: string) => Inspect;
}

/** Judges a text; an error to refuse the operation with, or undefined to let it happen. Never throws. */
export type Judge = (call: SinkCall) => BlockedOperationError | undefined;

/** What a sink needs of the guard. */
export interface SinkTools {
  readonly judge: Judge;
  /** Whether an invocation is in flight: outside one, nothing has to be looked at. */
  readonly isWatching: () => boolean;
  /** What the paths of the invocation in flight were made of; undefined outside one. */
  readonly pathOrigins: () => PathOrigins | undefined;
}

/** A family of places where input can do harm, hooked once. */
export interface Sink {
  readonly name: string;
  install(tools: SinkTools): void;
}
