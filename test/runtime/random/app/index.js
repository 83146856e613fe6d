/** A function that does what its event names, step by step, with the event's text in the way that a careful app does. */
const { execFileSync, execSync } = require('node:child_process');
const { once } = require('node:events');
const { readFileSync, promises: fs } = require('node:fs');
const { basename } = require('node:path');
const { Readable } = require('node:stream');
const { Client } = require('pg');

let database;
async function query(text, values) {
  if (!database) {
    database = new Client({ host: '127.0.0.1', port: Number(process.env.PGPORT), user: 'postgres', database: 'postgres' });
    await database.connect();
  }
  return (await database.query(text, values)).rows;
}

/** Errors of Node and of PostgreSQL are answers too. */
const outcome = async work => {
  try {
    return await work();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};

const STEPS = {
  log: text => console.log('log', text),
  warn: text => console.warn('%s and %j', text, { text }),
  raw: text => void process.stdout.write(`raw ${text}\n`),
  rawError: text => void process.stderr.write(`${text.length} characters\n`),
  file: text => outcome(() => readFileSync(`${__dirname}/texts/${encodeURIComponent(text).slice(0, 80)}.txt`, 'utf8')),
  fixed: async () => fs.readFile(`${__dirname}/texts/hello.txt`, 'utf8'),
  name: text => outcome(() => basename(text)),
  argument: text => outcome(() => execFileSync('printf', ['%s', text.slice(0, 1000)]).toString()),
  quoted: text => outcome(() => execSync(`printf %s '${text.slice(0, 1000).replaceAll("'", "'\\''")}'`).toString()),
  parameter: text => outcome(() => query('SELECT $1::text AS text, length($1::text) AS characters', [text])),
  url: text => outcome(() => new URL('/search', 'https://shop.example').href + new URLSearchParams({ q: text })),
  json: text => outcome(() => JSON.parse(text)),
  wait: () => new Promise(resolve => setTimeout(resolve, 1)),
};

class OwnError extends Error {
  constructor(message) {
    super(message);
    this.name = 'OrderError';
    this.details = { list: [1] };
  }
}

const ENDS = {
  echo: (_, __, event) => event,
  http: (text, results) => ({ statusCode: 200, headers: { 'x-length': String(text.length) }, body: JSON.stringify({ text, results }) }),
  encoded: text => ({ statusCode: 200, isBase64Encoded: true, body: Buffer.from(text).toString('base64') }),
  reshaped: (text, results) => ({ reversed: [...text].reverse().join(''), results, words: text.split(' ') }),
  text: text => text,
  number: text => text.length / 7,
  nothing: () => undefined,
  null: () => null,
  list: (text, results) => [text, ...results],
  error: text => { throw new Error(text); },
  ownError: text => { throw new OwnError(`no order ${text}`); },
  cause: text => { throw new TypeError('outer', { cause: new RangeError(text) }); },
  many: text => { throw new AggregateError([new Error(text), new Error('second')], 'many'); },
  frozen: text => { throw Object.freeze(new Error(text)); },
  noStack: text => { throw Object.assign(new Error(text), { stack: undefined }); },
  thrownText: text => { throw text; },
  thrownNull: () => { throw null; },
  thrownNothing: () => { throw undefined; },
  thrownObject: text => { throw { name: 'Odd', message: text, code: 7 }; },
  parsed: text => JSON.parse(`{${text}`),
  nowhere: () => readFileSync('/no/such/file'),
};

function planOf(event) {
  const marked = JSON.stringify(event)?.match(/do\.([A-Za-z.]+)/)?.[1].split('.') ?? ['echo'];
  return { steps: marked.slice(0, -1), end: marked.at(-1) };
}

function textOf(event) {
  const body = event?.Records?.[0]?.body ?? event?.body;
  const text = event?.input ?? event?.detail?.input ?? event?.queryStringParameters?.q ?? event?.Records?.[0]?.s3?.object.key ?? body ?? '';
  return typeof text === 'string' ? text : JSON.stringify(text);
}

async function run(event) {
  const { steps, end } = planOf(event);
  const text = textOf(event);
  const results = [];
  for (const step of steps) results.push(await STEPS[step]?.(text));
  return (ENDS[end] ?? ENDS.echo)(text, results, event);
}

exports.handler = async event => run(event);

exports.callback = (event, context, done) => {
  const answer = (error, value) => {
    /* A connection that stays open never leaves the event loop empty. */
    if (database || textOf(event).length % 2 === 0) context.callbackWaitsForEmptyEventLoop = false;
    done(error, value);
  };
  run(event).then(value => answer(null, value), error => answer(error ?? 'failed'));
};

exports.streaming = awslambda.streamifyResponse(async (event, stream) => {
  const text = textOf(event);
  const out = text.length % 2 === 0 ? awslambda.HttpResponseStream.from(stream, { statusCode: 207, headers: { 'x-kind': 'random' } }) : stream;
  for await (const part of Readable.from([text, Buffer.from(text), 'end'].filter(part => part.length > 0))) if (!out.write(part)) await once(out, 'drain');
  const answer = await run(event);
  out.end(JSON.stringify(answer) ?? '');
  await once(out, 'finish');
});
