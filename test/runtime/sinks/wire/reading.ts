import type { ConnectionReader, Statement } from '../../../../runtime/node/sinks/wire/protocol';
import { createReader } from '../../../../runtime/node/sinks/wire/readers';
import type { WireName } from '../../../../runtime/node/sinks/wire/recognise';

/** What a test looks at of a statement. */
export type Read = Pick<Statement, 'operation' | 'text'>;

/** A reader with what it told. */
export interface ToldReader {
  readonly reader: ConnectionReader;
  readonly notCovered: string[];
  readonly failures: string[];
}

export function newReader(name: WireName): ToldReader {
  const notCovered: string[] = [];
  const failures: string[] = [];
  const reader = createReader(name, { notCovered: what => notCovered.push(what), failed: error => failures.push(error.message) });
  return { reader, notCovered, failures };
}

/** The statements that are read from these writes. */
export function read(writes: readonly Buffer[], reader: ConnectionReader): Read[] {
  return writes.flatMap(bytes => reader.read(bytes).map(({ operation, text }) => ({ operation, text })));
}

/** The places of a session at which a test parts it: all of a short one, else some. */
export function cuts(session: Buffer): number[] {
  return Array.from(session.keys()).filter(at => at < 400 || at > session.length - 40 || at % 97 === 0);
}

/** Reads a session from writes of single bytes out of memory that is used again, as drivers do. */
export function readBytewise(session: Buffer, reader: ConnectionReader): Read[] {
  const memory = Buffer.alloc(1);
  return [...session].flatMap(byte => {
    memory[0] = byte;
    return read([memory], reader);
  });
}
