import { hasFlag } from './flags';

/**
 * Where the statement begins in the body of a COM_QUERY, behind the attributes that a client may put before it.
 *
 * With them the body goes on with their number and with the number of sets, which is 1: a character that no statement
 * has in second place. Whether both sides agreed on attributes so need not be known.
 *
 * Source: https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query.html
 */
export function queryStart(body: Buffer): number {
  if (body.length < 3 || body[2] !== 1) return 1;
  const count = body[1];
  if (count === 0) return 3;
  try {
    return endOfAttributes(body, count);
  } catch {
    /* A number beyond the body: no attributes after all. */
    return 1;
  }
}

function endOfAttributes(body: Buffer, count: number): number {
  const nulls = body.subarray(3, 3 + Math.ceil(count / 8));
  let at = 3 + nulls.length + 1;
  const types: number[] = [];
  for (let index = 0; index < count; index++) {
    types.push(body.readUInt8(at));
    at = endOfText(body, at + 2);
  }
  types.forEach((type, index) => {
    const isNull = hasFlag(nulls[Math.floor(index / 8)], 2 ** (index % 8));
    if (!isNull) at = endOfValue(body, at, type);
  });
  return at;
}

/** Bytes of the types of fixed size; of dates and times the first byte tells, of all others a length. */
const FIXED_BYTES: ReadonlyMap<number, number> = new Map([[1, 1], [2, 2], [13, 2], [3, 4], [9, 4], [4, 4], [8, 8], [5, 8], [6, 0]]);
const DATES: ReadonlySet<number> = new Set([7, 10, 11, 12]);

function endOfValue(body: Buffer, at: number, type: number): number {
  const fixed = FIXED_BYTES.get(type);
  if (fixed !== undefined) return at + fixed;
  return DATES.has(type) ? at + 1 + body.readUInt8(at) : endOfText(body, at);
}

/** Behind a text that its length precedes, in one byte or in as many as the first one says. */
function endOfText(body: Buffer, at: number): number {
  const first = body.readUInt8(at);
  if (first < 0xfb) return at + 1 + first;
  const bytes = first === 0xfc ? 2 : 3;
  return at + 1 + bytes + body.readUIntLE(at + 1, bytes);
}
