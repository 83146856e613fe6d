/** A remote procedure call that executes or prepares a text, and which of its parameters is the text. */
interface Procedure {
  readonly name: string;
  readonly parameter: number;
}

/** By the number that stands for the name. Source: [MS-TDS] 2.2.6.6 "RPC Request". */
const PROCEDURES: ReadonlyMap<number, Procedure> = new Map([
  [2, { name: 'sp_cursoropen', parameter: 1 }],
  [3, { name: 'sp_cursorprepare', parameter: 2 }],
  [5, { name: 'sp_cursorprepexec', parameter: 3 }],
  [10, { name: 'sp_executesql', parameter: 0 }],
  [11, { name: 'sp_prepare', parameter: 2 }],
  [13, { name: 'sp_prepexec', parameter: 2 }],
]);
const BY_NAME: ReadonlyMap<string, Procedure> = new Map([...PROCEDURES.values()].map(procedure => [procedure.name, procedure]));

const NUMBERED = 0xffff;
const SP_EXECUTESQL = 10;

/**
 * The text that a call executes or prepares; undefined where it calls a procedure of the database's own.
 *
 * Of several calls in one message the first is read; drivers for Node send one.
 */
export function readRpcStatement(body: Buffer, start: number): { operation: string; text: string } | undefined {
  try {
    const call = readProcedure(body, start);
    if (!call.procedure) return undefined;
    const text = readTextParameter(body, call.parametersStart, call.procedure.parameter);
    return text === undefined ? undefined : { operation: call.procedure.name, text };
  } catch {
    /* A number beyond the message: the server will refuse it. */
    return undefined;
  }
}

/** A call of sp_executesql with one text and nothing else. */
export function refusedRpc(statement: string): Buffer {
  const text = Buffer.from(statement, 'utf16le');
  const head = Buffer.alloc(18);
  head.writeUInt16LE(NUMBERED, 0);
  head.writeUInt16LE(SP_EXECUTESQL, 2);
  /* No options, a parameter without name and flags, its type with the longest length; a collation of zeros is the server's own. */
  head.writeUInt8(NVARCHAR, 8);
  head.writeUInt16LE(8000, 9);
  head.writeUInt16LE(text.length, 16);
  return Buffer.concat([head, text]);
}

function readProcedure(body: Buffer, start: number): { procedure?: Procedure; parametersStart: number } {
  const nameLength = body.readUInt16LE(start);
  if (nameLength === NUMBERED) return { procedure: PROCEDURES.get(body.readUInt16LE(start + 2)), parametersStart: start + 6 };
  const nameEnd = start + 2 + nameLength * 2;
  const name = body.toString('utf16le', start + 2, nameEnd).toLowerCase();
  return { procedure: BY_NAME.get(name.slice(name.lastIndexOf('.') + 1)), parametersStart: nameEnd + 2 };
}

/** Types that stand before a text in these calls. */
const INTN = 0x26;
const NTEXT = 0x63;
const NVARCHAR = 0xe7;
const COLLATION_BYTES = 5;
/** A length that says that the value comes in chunks. */
const CHUNKED = 0xffff;
const NULL_16 = 0xffff;
const NULL_32 = 0xffffffff;

interface Parameter {
  readonly text?: string;
  readonly end: number;
}

function readTextParameter(body: Buffer, start: number, index: number): string | undefined {
  let at = start;
  for (let count = 0; ; count++) {
    const parameter = readParameter(body, at);
    if (!parameter || count === index) return parameter?.text;
    at = parameter.end;
  }
}

/** A parameter: name, flags, type, value. */
function readParameter(body: Buffer, start: number): Parameter | undefined {
  const typeAt = start + 1 + body.readUInt8(start) * 2 + 1;
  const type = body.readUInt8(typeAt);
  if (type === INTN) return { end: typeAt + 3 + body.readUInt8(typeAt + 2) };
  if (type === NTEXT) return readLongText(body, typeAt + 1 + 4 + COLLATION_BYTES);
  if (type !== NVARCHAR) return undefined;
  const valueAt = typeAt + 1 + 2 + COLLATION_BYTES;
  return body.readUInt16LE(typeAt + 1) === CHUNKED ? readChunks(body, valueAt) : readShortText(body, valueAt);
}

function readShortText(body: Buffer, at: number): Parameter {
  const length = body.readUInt16LE(at);
  return length === NULL_16 ? { end: at + 2 } : { text: body.toString('utf16le', at + 2, at + 2 + length), end: at + 2 + length };
}

function readLongText(body: Buffer, at: number): Parameter {
  const length = body.readUInt32LE(at);
  return length === NULL_32 ? { end: at + 4 } : { text: body.toString('utf16le', at + 4, at + 4 + length), end: at + 4 + length };
}

/** A length in all, which may be unknown or NULL, then chunks until an empty one. */
function readChunks(body: Buffer, at: number): Parameter {
  if (body.readBigUInt64LE(at) === 0xffffffffffffffffn) return { end: at + 8 };
  const chunks: Buffer[] = [];
  let next = at + 8;
  for (let length = body.readUInt32LE(next); length > 0; length = body.readUInt32LE(next)) {
    chunks.push(body.subarray(next + 4, next + 4 + length));
    next += 4 + length;
  }
  return { text: Buffer.concat(chunks).toString('utf16le'), end: next + 4 };
}
