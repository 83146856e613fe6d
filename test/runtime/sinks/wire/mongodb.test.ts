import { cuts, newReader, read, readBytewise } from './reading';

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};
const text = (value: string): Buffer => Buffer.concat([int32(Buffer.byteLength(value) + 1), Buffer.from(`${value}\0`)]);

/** Code, which has a type of its own; every other value as the driver writes it. */
class Code {
  public constructor(public readonly source: string, public readonly scoped = false) {}
}

type Value = string | number | boolean | null | Code | RegExp | Buffer | readonly Value[] | { readonly [key: string]: Value };

function element(name: string, value: Value): Buffer {
  const of = (type: number, ...parts: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from([type]), Buffer.from(`${name}\0`), ...parts]);
  if (typeof value === 'string') return of(2, text(value));
  if (typeof value === 'number') return of(0x10, int32(value));
  if (typeof value === 'boolean') return of(8, Buffer.from([value ? 1 : 0]));
  if (value === null) return of(10);
  if (value instanceof RegExp) return of(11, Buffer.from(`${value.source}\0i\0`));
  if (Buffer.isBuffer(value)) return of(5, int32(value.length), Buffer.from([0]), value);
  if (value instanceof Code && !value.scoped) return of(13, text(value.source));
  if (value instanceof Code) return of(15, int32(4 + text(value.source).length + 5), text(value.source), document({}));
  return Array.isArray(value) ? of(4, document(Object.fromEntries(value.entries()) as Record<string, Value>)) : of(3, document(value as Record<string, Value>));
}

function document(fields: Readonly<Record<string, Value>>): Buffer {
  const body = Buffer.concat([...Object.entries(fields).map(([name, value]) => element(name, value)), Buffer.alloc(1)]);
  return Buffer.concat([int32(body.length + 4), body]);
}

function message(sections: readonly Buffer[], flags = 0, kind = 2013): Buffer {
  const body = Buffer.concat([int32(77), int32(0), int32(kind), int32(flags), ...sections, ...(flags % 2 === 1 ? [Buffer.alloc(4, 9)] : [])]);
  return Buffer.concat([int32(body.length + 4), body]);
}

const bodyOf = (command: Readonly<Record<string, Value>>): Buffer => Buffer.concat([Buffer.alloc(1), document(command)]);
const command = (fields: Readonly<Record<string, Value>>, flags?: number): Buffer => message([bodyOf({ ...fields, $db: 'shop' })], flags);
const sequence = (name: string, ...documents: ReadonlyArray<Readonly<Record<string, Value>>>): Buffer => {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map(document)]);
  return Buffer.concat([Buffer.from([1]), int32(content.length + 4), content]);
};

const all = (...messages: readonly Buffer[]) => read([Buffer.concat(messages)], newReader('mongodb').reader);
const operators = (...paths: string[]) => ({ operation: 'OP_MSG', text: paths.join('\n') });

test('finds JavaScript wherever the server runs it', () => {
  expect(all(
    command({ find: 'users', filter: { $where: "this.a == 'x'" } }),
    command({ find: 'users', filter: { $or: [{ a: 1 }, { $where: new Code('return 1') }, { $where: new Code('return 2', true) }] } }),
    command({ aggregate: 'users', pipeline: [{ $match: { $expr: { $function: { body: 'return 3', args: [], lang: 'js' } } } }] }),
    command({ aggregate: 'users', pipeline: [{ $group: { _id: 1, all: { $accumulator: { init: 'return 4', accumulate: new Code('return 5'), lang: 'js' } } } }] }),
    command({ mapReduce: 'users', map: new Code('return 6'), reduce: 'return 7', out: 'result' }),
    message([sequence('deletes', { q: { $where: 'return 8' }, limit: 1 }), bodyOf({ delete: 'users', $db: 'shop' })]),
  ).filter(({ operation }) => operation !== 'OP_MSG')).toEqual([
    { operation: '$where', text: "this.a == 'x'" }, { operation: '$where', text: 'return 1' }, { operation: '$where', text: 'return 2' },
    { operation: '$function.body', text: 'return 3' }, { operation: '$accumulator.init', text: 'return 4' }, { operation: '$accumulator.accumulate', text: 'return 5' },
    { operation: 'mapreduce.map', text: 'return 6' }, { operation: 'mapreduce.reduce', text: 'return 7' }, { operation: '$where', text: 'return 8' },
  ]);
});

test('finds query operators, with the place they stand in', () => {
  expect(all(
    command({ find: 'users', filter: { name: { $ne: '' }, roles: [{ $in: ['a'] }], age: 3, x: /y/, y: Buffer.from('z'), z: null, w: true } }),
    command({ update: 'users', updates: [{ q: { name: { $gt: '' } }, u: { $set: { a: { $ne: 1 } }, $pull: { tags: { $lt: 5 } } } }] }),
    command({ findAndModify: 'users', query: { a: { $exists: true } }, update: { $push: { b: { $each: [{ $gt: 1 }] } } } }),
    command({ count: 'users', query: { update: { $ne: 1 }, u: { $ne: 1 } } }),
  )).toEqual([
    operators('filter.name.$ne', 'filter.roles.$in'), operators('updates.q.name.$gt', 'updates.u.$pull.tags.$lt'), operators('query.a.$exists'), operators('query.update.$ne', 'query.u.$ne'),
  ]);
});

test('what is stored is data, whatever its names are', () => {
  expect(all(
    command({ insert: 'users', documents: [{ saved: { $where: 'return 1', $ne: 1 } }] }),
    message([bodyOf({ insert: 'users', $db: 'shop' }), sequence('documents', { saved: { $gt: 1 } })]),
    command({ update: 'users', updates: [{ q: { _id: 1 }, u: { $set: { saved: { $ne: 1 } } } }] }),
    command({ find: 'users', filter: { name: '$ne' }, sort: { name: 1 }, $readPreference: { mode: 'primary' } }),
    command({ aggregate: 'users', pipeline: [{ $match: { a: 1 } }, { $project: { a: 1 } }] }),
  )).toEqual([]);
});

const SESSION = Buffer.concat([
  message([Buffer.from('admin.$cmd\0'), Buffer.alloc(8), document({ hello: 1 })], 0, 2004), command({ ping: 1 }), command({ find: 'users', filter: { $where: "this.a == 'ü'" } }, 1),
  command({ insert: 'users', documents: [] }),
]);
const STATEMENTS = [{ operation: '$where', text: "this.a == 'ü'" }, operators('filter.$where')];

test.each(cuts(SESSION))('reads a session when the writes part at byte %i', at => {
  expect(read([SESSION.subarray(0, at), SESSION.subarray(at)], newReader('mongodb').reader)).toEqual(STATEMENTS);
});

test('reads it from writes of single bytes, though the driver uses its memory again', () => {
  expect(readBytewise(SESSION, newReader('mongodb').reader)).toEqual(STATEMENTS);
});

test.each([0, 1, 2])('in place of a command with the flags %i goes one that no server has, as the same request on the same database', flags => {
  const [statement] = newReader('mongodb').reader.read(command({ find: 'users', filter: { $where: 'x' } }, flags));
  const refusal = statement!.refusal();
  expect(refusal.readInt32LE(0)).toBe(refusal.length);
  expect([refusal.readInt32LE(4), refusal.readInt32LE(12), refusal.readInt32LE(16)]).toEqual([77, 2013, flags === 1 ? 0 : flags]);
  expect(refusal.subarray(20)).toEqual(bodyOf({ 'refused by serverless guard': 1, '$db': 'shop' }));
});

test('compressed messages are told as not covered', () => {
  const { reader, notCovered, failures } = newReader('mongodb');
  expect(read([message([Buffer.alloc(20)], 0, 2012), command({ ping: 1 })], reader)).toEqual([]);
  expect([notCovered, failures]).toEqual([['compressed MongoDB connections'], []]);
});

test('leaves a connection alone that it does not understand, and a command that is no BSON', () => {
  const { reader, failures } = newReader('mongodb');
  expect(read([message([Buffer.from([0, 9, 0, 0, 0, 99, 99])]), message([Buffer.from([0, 200, 0, 0, 0, 3, 0x61, 0, 1, 2])])], reader)).toEqual([]);
  expect([reader.isOver, failures]).toEqual([false, []]);
  reader.read(message([], 0, 4242));
  expect([reader.isOver, failures.length]).toEqual([true, 1]);
});
