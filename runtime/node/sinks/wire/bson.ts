/** One field of a document: where its name and its value stand. Source: https://bsonspec.org/spec.html */
export interface Field {
  readonly type: number;
  readonly name: string;
  /** Where the value begins and ends. */
  readonly start: number;
  readonly end: number;
}

export const BSON = { string: 0x02, document: 0x03, array: 0x04, code: 0x0d, scopedCode: 0x0f } as const;

/** Sizes of the types whose size is fixed. */
const FIXED_BYTES: ReadonlyMap<number, number> = new Map([
  [0x01, 8], [0x06, 0], [0x07, 12], [0x08, 1], [0x09, 8], [0x0a, 0], [0x10, 4], [0x11, 8], [0x12, 8], [0x13, 16], [0x7f, 0], [0xff, 0],
]);

/** Calls back for every field of a document, without its fields' own. Throws where the bytes are none. */
export function eachField(bytes: Buffer, start: number, visit: (field: Field) => void): void {
  const end = start + bytes.readInt32LE(start) - 1;
  let at = start + 4;
  while (at < end) {
    const type = bytes.readUInt8(at);
    const nameEnd = endOfName(bytes, at + 1);
    const valueStart = nameEnd + 1;
    const valueEnd = endOfValue(bytes, type, valueStart);
    if (valueEnd > end) throw new RangeError('a BSON value ends behind its document');
    visit({ type, name: bytes.toString('utf8', at + 1, nameEnd), start: valueStart, end: valueEnd });
    at = valueEnd;
  }
}

/** The text of a string or of code; undefined for any other type. */
export function textOf(bytes: Buffer, { type, start }: Field): string | undefined {
  if (type === BSON.string || type === BSON.code) return textAt(bytes, start);
  return type === BSON.scopedCode ? textAt(bytes, start + 4) : undefined;
}

/** The documents that follow one another between two places. */
export function* documents(bytes: Buffer, start: number, end: number): Generator<number> {
  for (let at = start; at < end; at += Math.max(bytes.readInt32LE(at), 5)) yield at;
}

/** A document of an integer and a text. */
export function smallDocument(number: string, text: string, value: string): Buffer {
  const fields = Buffer.concat([
    Buffer.from(`\x10${number}\0\x01\0\0\0`, 'latin1'),
    Buffer.from(`\x02${text}\0`, 'latin1'), length(Buffer.byteLength(value) + 1), Buffer.from(`${value}\0`), Buffer.alloc(1),
  ]);
  return Buffer.concat([length(fields.length + 4), fields]);
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('utf8', at + 4, at + 4 + bytes.readInt32LE(at) - 1);
}

function length(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function endOfName(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(0, at);
  if (end < 0) throw new RangeError('a BSON name does not end');
  return end;
}

function endOfValue(bytes: Buffer, type: number, at: number): number {
  const fixed = FIXED_BYTES.get(type);
  if (fixed !== undefined) return at + fixed;
  switch (type) {
    case BSON.string: case BSON.code: case 0x0e: return at + 4 + positive(bytes, at);
    case BSON.document: case BSON.array: case BSON.scopedCode: return at + positive(bytes, at);
    case 0x05: return at + 5 + positive(bytes, at);
    case 0x0b: return endOfName(bytes, endOfName(bytes, at) + 1) + 1;
    case 0x0c: return at + 4 + positive(bytes, at) + 12;
    default: throw new RangeError(`BSON has no type ${type}`);
  }
}

function positive(bytes: Buffer, at: number): number {
  const value = bytes.readInt32LE(at);
  if (value < 0) throw new RangeError('a BSON length is negative');
  return value;
}
