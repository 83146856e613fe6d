import type { DetectorName, SinkName } from '../../../../src/contract/policy';
import type { Inspect } from '../../detectors/verdict';

/** A text that a client sends to a server to be executed. */
export interface Statement {
  /** The message, as the finding prints it. */
  readonly operation: string;
  readonly text: string;
  /** Where its message stands in the bytes that were just read; `start` is negative where a part of it has left already. */
  readonly start: number;
  readonly end: number;
  /** A message in its place that the server itself answers with an error. */
  refusal(): Buffer;
}

/** One connection's stream of bytes from client to server, read as it is written. */
export interface ConnectionReader {
  /** Takes the next bytes; the statements that are complete with them, in order. */
  read(bytes: Buffer): readonly Statement[];
}

/** A protocol that is recognised by what the client sends first. */
export interface WireProtocol {
  readonly sink: SinkName;
  readonly detector: DetectorName;
  readonly prepare: (text: string) => Inspect;
  /** Whether a client that starts with these bytes speaks it; undefined while they are too few to tell. */
  recognises(start: Buffer): boolean | undefined;
  createReader(): ConnectionReader;
}
