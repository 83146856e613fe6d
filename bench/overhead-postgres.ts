import { createServer, type Socket, AddressInfo } from 'node:net';

/** A server that speaks just enough of PostgreSQL's protocol to answer every query with one row. */
export interface FakePostgres {
  readonly port: number;
  stop(): void;
}

const message = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const int16 = (value: number): Buffer => Buffer.from([Math.floor(value / 256), value % 256]);
const int32 = (value: number): Buffer => Buffer.concat([int16(Math.floor(value / 65_536)), int16(value % 65_536)]);
const text = (value: string): Buffer => Buffer.from(`${value}\0`);

const TEXT_TYPE = 25;
const READY = message('Z', Buffer.from('I'));
const COLUMNS = message('T', int16(1), text('name'), int32(0), int16(0), int32(TEXT_TYPE), Buffer.from([255, 255]), Buffer.from([255, 255, 255, 255]), int16(0));
const ROW = message('D', int16(1), int32(6), Buffer.from('widget'));
const DONE = message('C', text('SELECT 1'));

/** What each message of the client is answered with; the start-up has no type and counts as `start`. */
const ANSWERS: Readonly<Record<string, Buffer>> = {
  start: Buffer.concat([message('R', int32(0)), READY]),
  Q: Buffer.concat([COLUMNS, ROW, DONE, READY]),
  P: message('1'),
  B: message('2'),
  D: COLUMNS,
  E: Buffer.concat([ROW, DONE]),
  S: READY,
};

/** Starts the server on a free loopback port. */
export async function startFakePostgres(): Promise<FakePostgres> {
  const server = createServer({ noDelay: true }, serve);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return { port: (server.address() as AddressInfo).port, stop: () => void server.close() };
}

function serve(socket: Socket): void {
  let pending = Buffer.alloc(0);
  let started = false;
  socket.on('error', () => socket.destroy());
  socket.on('data', chunk => {
    pending = Buffer.concat([pending, chunk]);
    const answers: Buffer[] = [];
    for (;;) {
      const typeLength = started ? 1 : 0;
      if (pending.length < typeLength + 4) break;
      const length = typeLength + pending.readInt32BE(typeLength);
      if (pending.length < length) break;
      const answer = ANSWERS[started ? String.fromCharCode(pending[0] ?? 0) : 'start'];
      if (answer) answers.push(answer);
      started = true;
      pending = pending.subarray(length);
    }
    if (answers.length > 0) socket.write(Buffer.concat(answers));
  });
}
