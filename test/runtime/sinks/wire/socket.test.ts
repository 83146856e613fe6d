import { connect, createServer, Socket, type AddressInfo, type Server } from 'node:net';
import fc from 'fast-check';
import { createBehaviours, type Watch } from '../../../../runtime/node/behaviour/behaviours';
import { BlockedOperationError } from '../../../../runtime/node/response/blocked-error';
import { createPolicy } from '../../../../runtime/node/response/policy';
import type { SinkTools } from '../../../../runtime/node/sinks/sink';
import { wireSink } from '../../../../runtime/node/sinks/wire/socket';

const originals = { write: Socket.prototype.write, end: Socket.prototype.end };
const failures: string[] = [];
let isWatching = true;
let judge: SinkTools['judge'] = () => undefined;

const tools: SinkTools = {
  judge: call => judge(call),
  isWatching: () => isWatching,
  polluted: () => undefined,
  pathOrigins: () => undefined,
  inFlight: () => [],
  egress: undefined,
  behaviours: createBehaviours({ policy: createPolicy('off', {}) } as Watch),
  attempt: (_where, work) => work(),
  notCovered: () => undefined,
  failed: (where, error) => failures.push(`${where}: ${String(error)}`),
};

/** Refuses every statement that says so. */
const refuseAttacks: SinkTools['judge'] = ({ detector, operation, text }) => (text.includes('ATTACK') ? new BlockedOperationError(detector, operation, 'request') : undefined);

let server: Server;
let received: Buffer[] = [];

beforeAll(async () => {
  wireSink.install(tools);
  server = createServer(socket => socket.on('data', data => received.push(data)).on('error', () => undefined));
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
});

afterAll(() => {
  Object.assign(Socket.prototype, originals);
  server.close();
});

beforeEach(() => {
  received = [];
  failures.length = 0;
  isWatching = true;
  judge = refuseAttacks;
});

async function open(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.setNoDelay(true).on('error', () => undefined);
  await new Promise(done => socket.once('connect', done));
  return socket;
}

const settle = async (): Promise<void> => new Promise(done => setTimeout(done, 30));

/** What the server got of these writes, the last of which ends the connection. */
async function sent(writes: ReadonlyArray<Buffer | string>): Promise<Buffer> {
  const socket = await open();
  const closed = new Promise(done => socket.once('close', done));
  const before = received.length;
  for (const chunk of writes.slice(0, -1)) socket.write(chunk);
  socket.end(writes.at(-1)!);
  socket.resume();
  await new Promise(done => socket.once('finish', done));
  await settle();
  socket.destroy();
  await closed;
  return Buffer.concat(received.slice(before));
}

const packet = (text: string): Buffer => {
  const body = Buffer.from(`\x03${text}`);
  return Buffer.concat([Buffer.from([body.length % 256, Math.floor(body.length / 256), 0, 0]), body]);
};
const login = Buffer.concat([Buffer.from([0x24, 0, 0, 1, 0x0d, 0xa2, 0xff, 1, 0, 0, 0, 1, 0x2d]), Buffer.alloc(23), Buffer.from('app\0')]);
const REFUSED = packet('SELECT `refused by serverless guard`');

test('other connections pass as they are', async () => {
  judge = () => {
    throw new Error('asked about another connection');
  };
  expect((await sent(['GET /ATTACK HTTP/1.1\r\n', Buffer.from('ATTACK'), 'end'])).toString()).toBe('GET /ATTACK HTTP/1.1\r\nATTACKend');
});

test('a refused statement is replaced where it stands, and nothing beside it', async () => {
  const writes = [login, Buffer.concat([packet('SELECT 1'), packet('ATTACK'), packet('SELECT 2')]), packet('SELECT 3')];
  expect(await sent(writes)).toEqual(Buffer.concat([login, packet('SELECT 1'), REFUSED, packet('SELECT 2'), packet('SELECT 3')]));
});

test('nothing of a refused statement leaves that was written in parts', async () => {
  const attack = packet('SELECT 1 -- ATTACK');
  const socket = await open();
  const callbacks: number[] = [];
  socket.write(login);
  [attack.subarray(0, 3), attack.subarray(3, 9), attack.subarray(9, -1)].forEach((part, index) => {
    expect(socket.write(part, () => callbacks.push(index))).toBe(true);
  });
  await settle();
  expect([Buffer.concat(received), callbacks]).toEqual([login, [0, 1, 2]]);
  socket.write(attack.subarray(-1));
  await settle();
  expect(Buffer.concat(received)).toEqual(Buffer.concat([login, REFUSED]));
  socket.destroy();
});

test('a message that is not complete at the end of the connection leaves as it is', async () => {
  expect(await sent([login, packet('SELECT 1').subarray(0, 8)])).toEqual(Buffer.concat([login, packet('SELECT 1').subarray(0, 8)]));
  const socket = await open();
  socket.write(login);
  socket.write(packet('SELECT 1').subarray(0, 8));
  socket.end();
  await settle();
  expect(Buffer.concat(received.slice(-2)).includes(packet('SELECT 1').subarray(0, 8))).toBe(true);
  socket.destroy();
});

test('outside of invocations nothing is judged', async () => {
  isWatching = false;
  expect(await sent([login, packet('ATTACK')])).toEqual(Buffer.concat([login, packet('ATTACK')]));
});

test('bytes arrive unchanged however they are written, when nothing is refused', async () => {
  const session = Buffer.concat([login, packet('SELECT 1'), packet("SELECT 'ü'"), packet('COMMIT'), packet('x'.repeat(5000))]);
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: session.length - 1 }), { maxLength: 6 }), async places => {
    const at = [0, ...new Set(places.sort((a, b) => a - b)), session.length];
    expect(await sent(at.slice(1).map((end, index) => session.subarray(at[index], end)))).toEqual(session);
  }), { seed: 7, numRuns: 40 });
});

test('texts in any encoding are read as the bytes they become', async () => {
  const socket = await open();
  socket.write(login);
  socket.write(packet('ATTACK').toString('hex'), 'hex');
  socket.write(packet('SELECT 1').toString('latin1'), 'latin1');
  await settle();
  expect(Buffer.concat(received)).toEqual(Buffer.concat([login, REFUSED, packet('SELECT 1')]));
  socket.destroy();
});

test('a failure of the guard lets everything pass, from then on unread, and is told', async () => {
  judge = () => {
    throw new Error('a bug of ours');
  };
  const session = [login, packet('SELECT 1').subarray(0, 6), packet('SELECT 1').subarray(6), packet('ATTACK')];
  expect(await sent(session)).toEqual(Buffer.concat(session));
  expect(failures).toEqual(['sinks/mysql: Error: a bug of ours']);
});

test('where a part of a refused statement has left before the protocol was known, the connection ends with the guard\'s error', async () => {
  const socket = await open();
  const failed = new Promise<Error>(done => socket.once('error', done));
  socket.write('*3\r\n$4');
  socket.write('\r\nEVAL\r\n$6\r\nATTACK\r\n$1\r\n0\r\n');
  expect(await failed).toBeInstanceOf(BlockedOperationError);
  expect(socket.destroyed).toBe(true);
});

test('a socket that has ended answers as Node does', async () => {
  const socket = await open();
  socket.write(login);
  socket.end();
  const failed = new Promise<NodeJS.ErrnoException>(done => socket.once('error', done));
  socket.write(packet('SELECT 1'));
  expect((await failed).code).toMatch(/ERR_STREAM_WRITE_AFTER_END|EPIPE/);
});
