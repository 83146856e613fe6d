import * as fc from 'fast-check';
import type { Attack } from '../../../runtime/node/findings/attack';
import { Invocation } from '../../../runtime/node/invocation/invocation';
import { BlockedOperationError } from '../../../runtime/node/response/blocked-error';
import { createOutgoing } from '../../../runtime/node/response/outgoing';
import { createPolicy } from '../../../runtime/node/response/policy';
import type { GuardPolicy } from '../../../src/contract/policy';
import { silentReporter } from '../silent-reporter';

const HTTP = { version: '2.0', routeKey: 'GET /', requestContext: { http: { method: 'GET' } } };
const QUEUE = { Records: [{ eventSource: 'aws:sqs', messageId: 'm' }] };
const ENV = {
  LAMBDA_TASK_ROOT: '/var/task',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMIexample',
  DB_PASSWORD: 'correct horse battery',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_0123456789',
  SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:111122223333:secret:db',
  API_KEY_HEADER: 'x-api-key-of-shop',
  SHORT_SECRET: 'abc',
};
const STACK = 'TypeError: x is not a function\n    at charge (/var/task/index.js:10:5)\n    at async Runtime.handleOnceNonStreaming (file:///var/runtime/index.mjs:1173:29)';
const REMOVED = '[removed, see r]';

function sent(answer: unknown, policy: Partial<GuardPolicy> = { detectors: { leak: 'block' } }, event: object = HTTP) {
  const attacks: Attack[] = [];
  const reporter = silentReporter({ attack: attack => attacks.push(attack) });
  const outgoing = createOutgoing({ policy: createPolicy('block', policy), reporter, now: () => 0, env: ENV });
  const outcome = outgoing(new Invocation(event, { awsRequestId: 'r' }), { answer });
  return { answer: (outcome as { answer: unknown }).answer, shown: attacks.map(({ change }) => change), blocked: attacks.map(({ blocked }) => blocked) };
}

const failed = (message: string) => ({ statusCode: 500, body: JSON.stringify({ message }) });

test.each([
  ['a stack trace', STACK, 'TypeError: x is not a function[removed, see r][removed, see r]', 'shows stack trace'],
  ['a path of the code', 'no file /var/task/templates/mail.json here', `no file ${REMOVED} here`, 'shows source path'],
  ['PostgreSQL', 'syntax error at or near "FROM"', REMOVED, 'shows database error'],
  ['PostgreSQL, a relation', 'relation "orders" does not exist', REMOVED, 'shows database error'],
  ['MySQL', "You have an error in your SQL syntax; check the manual near ''' at line 1", REMOVED, 'shows database error'],
  ['MySQL, a code', 'ER_DUP_ENTRY: Duplicate entry', REMOVED, 'shows database error'],
  ['SQLite', 'SQLITE_ERROR: no such table: users', REMOVED, 'shows database error'],
  ['SQL Server', "Incorrect syntax near 'x'.", REMOVED, 'shows database error'],
  ['Oracle', 'ORA-00933: SQL command not properly ended', REMOVED, 'shows database error'],
  ['MongoDB', 'E11000 duplicate key error collection: shop.users', REMOVED, 'shows database error'],
  ['a credential of Lambda', 'key wJalrXUtnFEMIexample.', `key ${REMOVED}.`, 'shows credential'],
  ['a password of the function', 'with correct horse battery as', `with ${REMOVED} as`, 'shows credential'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', `${REMOVED}-----END PRIVATE KEY-----`, 'shows credential'],
])('%s is taken out of an error', (_, message, left, shown) => {
  const result = sent(failed(message));
  expect(result).toEqual({ answer: failed(left), shown: [shown], blocked: [true] });
  expect(() => JSON.parse((result.answer as { body: string }).body)).not.toThrow();
});

test.each<[string, object, object]>([
  ['a text', { statusCode: 200, body: STACK }, { statusCode: 200, body: `TypeError: x is not a function${REMOVED}${REMOVED}` }],
  ['base64', { statusCode: 200, isBase64Encoded: true, body: Buffer.from('at /var/task/a.js').toString('base64') }, { statusCode: 200, isBase64Encoded: true, body: Buffer.from(`at ${REMOVED}`).toString('base64') }],
  ['an object that is the body', { error: { stack: '/var/task/a.js', code: 1 } }, { error: { stack: REMOVED, code: 1 } }],
])('also from an answer of success: %s', (_, answer, left) => {
  expect(sent(answer).answer).toEqual(left);
});

test('reported where nothing else was asked for, and the answer is left as it is', () => {
  const answer = failed(STACK);
  const result = sent(answer, {});
  expect(result.answer).toBe(answer);
  expect(result).toMatchObject({ shown: ['shows stack trace'], blocked: [false] });
});

test.each([
  ['frames of another program', { statusCode: 500, body: 'at main (/home/ann/shop/server.js:1:2)' }],
  ['a database that is only talked about', { statusCode: 200, body: 'relation "orders" does not exist' }],
  ['variables that hold no secret', { statusCode: 500, body: Object.entries(ENV).filter(([name]) => /ARN|HEADER|PUBLISHABLE|SHORT/.test(name)).map(([, value]) => value).join() }],
  ['what is no text', { statusCode: 500, body: undefined }],
  ['a class instance', new Map([['a', '/var/task/a.js']])],
])('left alone: %s', (_, answer) => {
  const result = sent(answer);
  expect(result.answer).toBe(answer);
  expect(result.shown).toEqual([]);
});

test('nobody reads the answer of a queue', () => {
  expect(sent(STACK, { detectors: { leak: 'block' } }, QUEUE)).toEqual({ answer: STACK, shown: [], blocked: [] });
});

test('a refusal is not looked into', () => {
  const outgoing = createOutgoing({ policy: createPolicy('block', { detectors: { leak: 'block' } }), reporter: undefined as never, now: () => 0, env: ENV });
  const invocation = new Invocation(HTTP, { awsRequestId: 'r' });
  invocation.block(new BlockedOperationError('sql', 'Query', 'r'));
  const outcome = { answer: failed(STACK) };
  expect(outgoing(invocation, outcome)).toBe(outcome);
});

test('off, and exempt', () => {
  const answer = failed(STACK);
  expect(sent(answer, { detectors: { leak: 'off' } })).toEqual({ answer, shown: [], blocked: [] });
  expect(sent(answer, { detectors: { leak: 'block' }, exemptions: [{ detector: 'leak', route: 'GET /' }] })).toMatchObject({ answer, shown: [] });
});

test('no text makes it fail or slow, and what is left is JSON where it was', () => {
  const parts = fc.constantFrom('/var/task/', 'a.js:1:2', ' at f (', ')', '\\n    at ', '"', '\\"', 'syntax error at or near ', 'SQLITE_', 'ER_', '-----BEGIN PRIVATE KEY-----', 'x');
  fc.assert(fc.property(fc.array(parts, { maxLength: 40 }), fc.boolean(), (texts, isJson) => {
    const text = texts.join('');
    const { answer } = sent({ statusCode: 500, body: isJson ? JSON.stringify({ text }) : text });
    if (isJson) expect(() => JSON.parse((answer as { body: string }).body)).not.toThrow();
  }), { seed: 20261124, numRuns: 500 });
  expect(() => sent({ statusCode: 500, body: ' at /var/task/'.repeat(18_000) })).not.toThrow();
});
