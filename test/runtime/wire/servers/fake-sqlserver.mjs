/**
 * Enough of SQL Server's protocol for the driver: it answers a statement with its own text as one row, and one that names
 * the missing column with the real server's error 207.
 *
 * `strict` begins with TLS; `inner` begins in plain text and shakes hands inside of the protocol's own packets, as
 * `encrypt: true` does.
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { Duplex } from 'node:stream';
import { createServer as createTlsServer, createSecureContext, TLSSocket } from 'node:tls';

const BATCH = 1;
const RPC = 3;
const LOGIN = 16;
const PRELOGIN = 18;
const SP_PREPARE = 11;

export async function startFakeSqlServer(encryption, tls) {
  const statements = [];
  const keys = tls && { key: readFileSync(tls.key), cert: readFileSync(tls.cert) };
  const server = encryption === 'strict'
    ? createTlsServer({ ...keys, ALPNProtocols: ['tds/8.0'] }, socket => serve(socket, statements))
    : createServer({ noDelay: true }, socket => (encryption === 'inner' ? shakeHands(socket, keys, statements) : serve(socket, statements)));
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  server.unref();
  return { port: server.address().port, refused: () => statements.filter(statement => statement.includes('refused by')).length };
}

function serve(socket, statements) {
  let pending = Buffer.alloc(0);
  let message = [];
  socket.on('error', () => socket.destroy());
  socket.on('data', data => {
    pending = Buffer.concat([pending, data]);
    while (pending.length >= 8 && pending.length >= pending.readUInt16BE(2)) {
      const packet = pending.subarray(0, pending.readUInt16BE(2));
      pending = pending.subarray(packet.length);
      message.push(packet.subarray(8));
      if (packet[1] % 2 === 0) continue;
      socket.write(response(answerTo(packet[0], Buffer.concat(message), statements)));
      message = [];
    }
  });
}

/** The client's packets carry its side of the handshake, one answer to each; behind it TLS stands bare on the socket. */
function shakeHands(socket, keys, statements) {
  let isSecure = false;
  let isDone = false;
  const flight = [];
  const sendFlight = () => {
    socket.write(response(Buffer.concat(flight.splice(0))));
    isSecure = isDone;
  };
  const inner = new Duplex({
    read: () => undefined,
    write: (chunk, _encoding, callback) => {
      if (isSecure) return socket.write(chunk, callback);
      if (flight.push(chunk) === 1) setTimeout(sendFlight, 20);
      return callback();
    },
  });
  socket.on('error', () => socket.destroy()).once('data', () => {
    socket.write(response(preLogin(1)));
    socket.on('data', data => inner.push(isSecure || data[0] !== PRELOGIN ? data : unwrapped(data)));
    const secured = new TLSSocket(inner, { isServer: true, secureContext: createSecureContext(keys) });
    secured.on('error', () => socket.destroy()).on('secure', () => {
      isDone = true;
    });
    serve(secured, statements);
  });
}

function unwrapped(data) {
  const parts = [];
  for (let at = 0; at + 8 <= data.length; at += data.readUInt16BE(at + 2)) parts.push(data.subarray(at + 8, at + data.readUInt16BE(at + 2)));
  return Buffer.concat(parts);
}

function answerTo(type, body, statements) {
  if (type === PRELOGIN) return preLogin();
  if (type === LOGIN) return Buffer.concat([loginAck(), done()]);
  if (type !== BATCH && type !== RPC) return done();
  const headers = body.readUInt32LE(0);
  const text = type === BATCH ? body.toString('utf16le', headers) : textOfCall(body, headers);
  statements.push(text);
  if (/refused by serverless guard/.test(text)) return Buffer.concat([error(207, "Invalid column name 'refused by serverless guard'."), done(0x02)]);
  if (/^SELEC /.test(text)) return Buffer.concat([error(102, "Incorrect syntax near 'SELEC'."), done(0x02)]);
  if (type === RPC && body.readUInt16LE(headers + 2) === SP_PREPARE) return Buffer.concat([handle(), done()]);
  if (/^set /i.test(text)) return done();
  return Buffer.concat([columns(), row(text.slice(-200)), done(0x10, 1)]);
}

/** All text of a call: enough to tell a refused one. */
function textOfCall(body, headers) {
  return body.subarray(headers).toString('utf16le').replace(/[^\x20-\x7e]/g, '');
}

function preLogin(encryption = 2) {
  const options = [[0, Buffer.from([16, 0, 0, 0, 0, 0])], [1, Buffer.from([encryption])], [2, Buffer.from([0])], [3, Buffer.alloc(0)], [4, Buffer.from([0])]];
  let offset = options.length * 5 + 1;
  const head = [];
  for (const [token, data] of options) {
    head.push(token, Math.floor(offset / 256), offset % 256, 0, data.length);
    offset += data.length;
  }
  return Buffer.concat([Buffer.from([...head, 0xff]), ...options.map(([, data]) => data)]);
}

const ucs2 = text => Buffer.from(text, 'utf16le');
const uint16 = value => Buffer.from([value % 256, Math.floor(value / 256) % 256]);
const uint32 = value => Buffer.concat([uint16(value % 65536), uint16(Math.floor(value / 65536))]);
const token = (type, ...parts) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([type]), uint16(body.length), body]);
};

function loginAck() {
  const name = 'Fake';
  return token(0xad, Buffer.from([1, 0x74, 0, 0, 4, name.length]), ucs2(name), Buffer.from([16, 0, 0, 0]));
}

/** The number of a prepared statement, as the output parameter that the driver waits for. */
function handle() {
  return Buffer.concat([Buffer.from([0xac]), uint16(0), Buffer.from([7]), ucs2('@handle'), Buffer.from([1]), uint32(0), uint16(0), Buffer.from([0x26, 4, 4]), uint32(1)]);
}

function error(number, text) {
  return token(0xaa, uint32(number), Buffer.from([1, 16]), uint16(text.length), ucs2(text), Buffer.from([4]), ucs2('Fake'), Buffer.from([0]), uint32(1));
}

function done(status = 0, rows = 0) {
  return Buffer.concat([Buffer.from([0xfd]), uint16(status), uint16(0), uint32(rows), uint32(0)]);
}

function columns() {
  return Buffer.concat([Buffer.from([0x81]), uint16(1), uint32(0), uint16(0), Buffer.from([0xe7]), uint16(8000), Buffer.from([9, 4, 0xd0, 0, 0x34]), Buffer.from([4]), ucs2('text')]);
}

function row(text) {
  return Buffer.concat([Buffer.from([0xd1]), uint16(text.length * 2), ucs2(text)]);
}

function response(body) {
  const head = Buffer.from([4, 1, 0, 0, 0, 0, 1, 0]);
  head.writeUInt16BE(8 + body.length, 2);
  return Buffer.concat([head, body]);
}
