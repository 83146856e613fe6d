/** What the libraries talk to, on loopback: an HTTP server with enough of S3, DynamoDB and SSM, and a server that speaks Redis's protocol. */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';

const listen = async server => {
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  server.unref();
  return server.address().port;
};

export async function startServices() {
  const http = await listen(createServer((request, response) => void serve(request, response)));
  const redis = await listen(createTcpServer({ noDelay: true }, serveRedis));
  return { http, redis };
}

async function serve(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const target = request.headers['x-amz-target'];
  const path = request.url.split('?')[0];
  if (target) return json(response, 200, AWS[target.split('.')[1]]?.(JSON.parse(body)) ?? {});
  if (path.startsWith('/shop/')) return serveS3(request, response, path, body);
  return (PATHS[path] ?? (() => json(response, 200, {})))(request, response, body);
}

const PATHS = {
  '/echo': (request, response, body) => json(response, 200, { method: request.method, url: request.url, type: request.headers['content-type'], body: body.toString() }),
  /* The boundary of a multipart body is random, its length is not. */
  '/length': (request, response, body) => json(response, 200, { length: body.length }),
  '/text': (request, response) => response.end('a text'),
  '/gzip': (request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('a zipped text')),
  '/redirect': (request, response) => response.writeHead(302, { location: '/echo?moved' }).end(),
  '/missing': (request, response) => json(response, 404, {}),
  '/stream': (request, response) => {
    response.write('first ');
    setTimeout(() => response.end('second'), 5);
  },
};

const AWS = {
  GetItem: ({ Key }) => ({ Item: { ...Key, name: { S: 'widget' }, count: { N: '3' }, tags: { SS: ['a', 'b'] } } }),
  Query: () => ({ Count: 2, ScannedCount: 2, Items: [] }),
  GetParameter: ({ Name }) => ({ Parameter: { Name, Type: 'String', Value: 'EUR', Version: 1 } }),
};

function serveS3(request, response, path, body) {
  if (path.endsWith('/missing')) return xml(response, 404, '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>');
  if (request.method === 'PUT') return response.writeHead(200, { etag: `"${createHash('md5').update(withoutSignatures(body)).digest('hex')}"` }).end();
  const bytes = Buffer.from(`object ${path} `.repeat(2000));
  return response.writeHead(200, { 'content-length': bytes.length, 'content-type': 'text/plain' }).end(bytes);
}

/** Signed chunks carry signatures, which depend on the time. */
const withoutSignatures = body => body.toString('latin1').replace(/;chunk-signature=\w+|x-amz-trailer-signature:\w+/g, '');

function json(response, status, value) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function xml(response, status, text) {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>${text}`);
}

/** Answers `ECHO` with its argument, every other command but `NOPE` with OK. */
function serveRedis(socket) {
  let pending = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', data => {
    pending = Buffer.concat([pending, data]);
    for (let command = readCommand(pending); command; command = readCommand(pending)) {
      pending = pending.subarray(command.end);
      socket.write(redisAnswer(command.words));
    }
  });
}

function readCommand(bytes) {
  const words = [];
  let at = bytes.indexOf('\r\n');
  if (at < 0) return undefined;
  const count = Number(bytes.toString('latin1', 1, at));
  at += 2;
  while (words.length < count) {
    const end = bytes.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const length = Number(bytes.toString('latin1', at + 1, end));
    if (bytes.length < end + 4 + length) return undefined;
    words.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 4 + length;
  }
  return { words, end: at };
}

function redisAnswer([name, text]) {
  switch (name.toString().toUpperCase()) {
    case 'ECHO': return Buffer.concat([Buffer.from(`$${text.length}\r\n`), text, Buffer.from('\r\n')]);
    case 'INFO': return '$21\r\nredis_version:7.0.0\r\n\r\n';
    case 'NOPE': return '-ERR unknown command\r\n';
    default: return '+OK\r\n';
  }
}
