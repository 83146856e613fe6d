import type { SinkCall } from '../sink';

/** A text that a client sends to a server to be executed. Several may stand in one message. */
export interface Statement extends Omit<SinkCall, 'sink'> {
  /** Where its message begins and ends, counted in bytes from the start of the connection. */
  readonly start: number;
  readonly end: number;
  /** A message in its place that the server itself answers with an error. */
  refusal(): Buffer;
}

/** One connection's stream of bytes from client to server, read as it is written. */
export interface ConnectionReader {
  /** Where the first message begins that is not complete yet: bytes from here on must not leave before they are judged. */
  readonly heldFrom: number;
  /** Nothing more can be read on this connection. */
  readonly isOver: boolean;
  /** Takes the next bytes; the statements that are complete with them, in order. */
  read(bytes: Buffer): readonly Statement[];
}

/** What a reader tells about what it cannot read. */
export interface ReaderTools {
  /** Tells once that something is in use which the guard does not look into. */
  readonly notCovered: (what: string) => void;
  /** Counts something that should have been inspected and was not. */
  readonly failed: (error: Error) => void;
}
