/**
 * Enough of a MongoDB server for the driver: it answers finds and changes with what it was asked, and a command that it
 * does not know as the real one does.
 */
import { createServer } from 'node:net';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const HELLO = {
  ismaster: true, isWritablePrimary: true, helloOk: true, setName: 'rs', hosts: ['127.0.0.1:1'], me: '127.0.0.1:1', secondary: false, setVersion: 1,
  maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000, minWireVersion: 0, maxWireVersion: 21, logicalSessionTimeoutMinutes: 30, ok: 1,
};

/** @param bson - the driver's own library */
export async function startFakeMongoDb(bson) {
  const commands = [];
  const server = createServer({ noDelay: true }, socket => serve(socket, bson, commands));
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  server.unref();
  return { port: server.address().port, refused: () => commands.filter(command => Object.keys(command)[0].startsWith('refused')).length };
}

function serve(socket, bson, commands) {
  let pending = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', data => {
    pending = Buffer.concat([pending, data]);
    while (pending.length >= 16 && pending.length >= pending.readInt32LE(0)) {
      const message = pending.subarray(0, pending.readInt32LE(0));
      pending = pending.subarray(message.length);
      const answer = answerTo(message, bson, commands);
      if (answer) socket.write(answer);
    }
  });
}

function answerTo(message, bson, commands) {
  const request = message.readInt32LE(4);
  const kind = message.readInt32LE(12);
  if (kind === OP_QUERY) return reply(OP_REPLY, request, Buffer.concat([Buffer.from([8, 0, 0, 0]), Buffer.alloc(8 + 4), Buffer.from([1, 0, 0, 0]), bson.serialize(HELLO)]));
  const command = readMessage(message, bson);
  const name = Object.keys(command)[0];
  commands.push(command);
  return reply(OP_MSG, request, Buffer.concat([Buffer.alloc(5), bson.serialize(run(name, command))]));
}

function readMessage(message, bson) {
  const command = {};
  for (let at = 20; at < message.length;) {
    const length = message.readInt32LE(at + 1);
    if (message[at] === 0) Object.assign(command, bson.deserialize(message.subarray(at + 1, at + 1 + length)));
    at += 1 + length;
  }
  return command;
}

function run(name, command) {
  switch (name) {
    case 'hello': case 'ismaster': return HELLO;
    case 'find': return { cursor: { id: 0n, ns: 'shop.users', firstBatch: [{ asked: JSON.stringify(command.filter) }] }, ok: 1 };
    case 'aggregate': return { cursor: { id: 0n, ns: 'shop.users', firstBatch: [{ asked: JSON.stringify(command.pipeline) }] }, ok: 1 };
    case 'insert': case 'update': return { n: 1, nModified: 1, ok: 1 };
    case 'ping': case 'endSessions': case 'abortTransaction': case 'commitTransaction': return { ok: 1 };
    default: return { ok: 0, errmsg: `no such command: '${name}'`, code: 59, codeName: 'CommandNotFound' };
  }
}

function reply(kind, request, body) {
  const head = Buffer.alloc(16);
  head.writeInt32LE(16 + body.length, 0);
  head.writeInt32LE(request, 8);
  head.writeInt32LE(kind, 12);
  return Buffer.concat([head, body]);
}
