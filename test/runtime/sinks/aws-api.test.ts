import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFunction, type LocalFunction } from '../../../local-runtime';
import { statementsIn } from '../../../runtime/node/sinks/aws-api/statements';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { guardLines } from '../suite/guard-lines';

/** Sends a signed request as the SDKs do. Request and body, with INPUT in it, lie in a file: what the event holds is input. */
const CODE = `
  const http = require('node:http');
  const endpoint = process.env.ENDPOINT;
  const send = (write, { path, headers }) => new Promise((done, fail) => {
    const request = http.request(endpoint + path, { method: 'POST', headers });
    request.on('error', fail).on('response', answer => answer.resume().on('end', () => done('sent')));
    write(request);
  });
  const half = text => Math.floor(text.length / 2);
  const clients = {
    end: (call, body) => send(request => request.end(body), call),
    bytes: (call, body) => send(request => request.end(Buffer.from(body)), call),
    written: (call, body) => send(request => { request.write(body); request.end(); }, call),
    parts: (call, body) => send(request => { request.write(body.slice(0, half(body))); request.end(body.slice(half(body))); }, call),
    announced: (call, body) => send(request => { request.write(body.slice(0, half(body))); request.write(body.slice(half(body))); setTimeout(() => request.end(), 50); },
      { ...call, headers: { ...call.headers, 'content-length': Buffer.byteLength(body) } }),
    fetch: async ({ path, headers }, body) => { await fetch(endpoint + path, { method: 'POST', headers, body }); return 'sent'; },
    fetchHeaders: async ({ path, headers }, body) => { await fetch(new URL(endpoint + path), { method: 'post', headers: new Headers(headers), body: Buffer.from(body) }); return 'sent'; },
    fetchRequest: async ({ path, headers }, body) => { await fetch(new Request(endpoint + path, { method: 'POST', headers, body })); return 'sent'; },
    get: ({ path, headers }) => new Promise((done, fail) => http.get(endpoint + path, { headers }, answer => answer.resume().on('end', () => done('sent'))).on('error', fail)),
  };
  exports.handler = async event => {
    const call = JSON.parse(require('node:fs').readFileSync(process.env.LAMBDA_TASK_ROOT + '/call.json', 'utf8'));
    const body = call.body.replaceAll('INPUT', JSON.stringify(event.input).slice(1, -1));
    try { return await clients[event.client](call.request, body); } catch (error) { return (error.cause ?? error).code; }
  };
`;

const BLOCKED = 'ERR_SERVERLESS_GUARD_BLOCKED';
const TAUTOLOGY = "x' OR '1'='1";

let code: string;
let server: Server;
let guarded: LocalFunction;
let bodies: string[];

beforeAll(async () => {
  server = createServer((request, answer) => {
    let body = '';
    request.on('data', chunk => { body += String(chunk); }).on('end', () => {
      bodies.push(body);
      answer.end('{}');
    }).on('error', () => undefined);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  code = mkdtempSync(join(tmpdir(), 'aws-api-'));
  writeFileSync(join(code, 'index.js'), CODE);
  const environment = {
    NODE_OPTIONS: `--require ${guardFile('preload')}`,
    [GUARD_ENVIRONMENT.policy]: '{"version":1,"blockedAnswer":"handler"}',
    ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  };
  guarded = await startFunction({ code, handler: 'index.handler', layers: [GUARD_LAYER], timeoutSeconds: 20, environment });
});

beforeEach(() => {
  bodies = [];
});

afterAll(async () => {
  await guarded.stop();
  server.close();
  server.closeAllConnections();
  rmSync(code, { recursive: true });
});

interface ApiCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

const target = (name: string): ApiCall => ({ path: '/', headers: { 'X-Amz-Target': name, 'Content-Type': 'application/x-amz-json-1.0' } });
const signed = (service: string, path: string): ApiCall => ({
  path, headers: { authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=00` },
});

async function send(client: string, request: ApiCall, body: string, input: string): Promise<{ answer: unknown; found: string[] }> {
  writeFileSync(join(code, 'call.json'), JSON.stringify({ request, body }));
  const { payload, logs } = await guarded.invoke({ client, input });
  expect(logs).not.toContain('GuardErrors');
  const found = guardLines(logs).findings.map(({ evidences }) => `${evidences[0]?.data.sink} ${evidences[0]?.data.operation}`);
  return { answer: JSON.parse(payload) as unknown, found };
}

const SELECT = "SELECT * FROM orders WHERE id = 'INPUT'";
const PARTIQL = target('DynamoDB_20120810.ExecuteStatement');
const PARTIQL_BODY = JSON.stringify({ Statement: SELECT });

/** Every operation that is read, with its body. */
const OPERATIONS: ReadonlyArray<readonly [string, ApiCall, string]> = [
  ['DynamoDB.ExecuteStatement', PARTIQL, PARTIQL_BODY],
  ['DynamoDB.BatchExecuteStatement', target('DynamoDB_20120810.BatchExecuteStatement'), JSON.stringify({ Statements: [{ Statement: 'SELECT * FROM a' }, { Statement: SELECT }] })],
  ['DynamoDB.ExecuteTransaction', target('DynamoDB_20120810.ExecuteTransaction'), JSON.stringify({ TransactStatements: [{ Statement: SELECT }] })],
  ['AmazonAthena.StartQueryExecution', target('AmazonAthena.StartQueryExecution'), JSON.stringify({ QueryString: SELECT })],
  ['AmazonAthena.CreatePreparedStatement', target('AmazonAthena.CreatePreparedStatement'), JSON.stringify({ QueryStatement: SELECT })],
  ['RedshiftData.ExecuteStatement', target('RedshiftData.ExecuteStatement'), JSON.stringify({ Sql: SELECT })],
  ['RedshiftData.BatchExecuteStatement', target('RedshiftData.BatchExecuteStatement'), JSON.stringify({ Sqls: ['SELECT 1', SELECT] })],
  ['Timestream.Query', target('Timestream_20181101.Query'), JSON.stringify({ QueryString: SELECT })],
  ['Logs.StartQuery', target('Logs_20140328.StartQuery'), JSON.stringify({ queryString: "fields @message | filter user = 'INPUT'" })],
  ['RDSData.ExecuteStatement', signed('rds-data', '/Execute'), JSON.stringify({ sql: SELECT })],
  ['RDSData.BatchExecuteStatement', signed('rds-data', '/BatchExecute'), JSON.stringify({ sql: SELECT })],
  ['RDSData.ExecuteSql', signed('rds-data', '/ExecuteSql'), JSON.stringify({ sqlStatements: SELECT })],
  ['S3.SelectObjectContent', signed('s3', '/orders.csv?select&select-type=2'), '<SelectObjectContentRequest><Expression>SELECT * FROM s3object s WHERE s.id = \'INPUT\'</Expression></SelectObjectContentRequest>'],
];

test.each(OPERATIONS)('%s: refuses what an input changed, and sends what it did not', async (operation, request, body) => {
  expect(await send('end', request, body, TAUTOLOGY)).toEqual({ answer: BLOCKED, found: [`aws-api ${operation}`] });
  expect(bodies).toEqual([]);
  expect(await send('end', request, body, 'o-4711')).toEqual({ answer: 'sent', found: [] });
  expect(bodies).toHaveLength(1);
});

test.each(['end', 'bytes', 'written', 'parts', 'announced', 'fetch', 'fetchHeaders', 'fetchRequest'])('however its body is sent: %s', async client => {
  expect((await send(client, PARTIQL, PARTIQL_BODY, TAUTOLOGY)).answer).toBe(BLOCKED);
  expect(bodies).toEqual([]);
  expect((await send(client, PARTIQL, PARTIQL_BODY, 'o-4711')).answer).toBe('sent');
  expect(bodies).toEqual([PARTIQL_BODY.replace('INPUT', 'o-4711')]);
});

describe('expressions of DynamoDB', () => {
  const scan = target('DynamoDB_20120810.Scan');

  test.each(['FilterExpression', 'KeyConditionExpression', 'ConditionExpression', 'UpdateExpression'])('%s', async name => {
    const body = JSON.stringify({ TableName: 'orders', [name]: 'ownerId = :me AND INPUT = :value' });
    expect((await send('end', scan, body, 'attribute_exists(id) OR total')).answer).toBe(BLOCKED);
    expect((await send('end', scan, body, 'status')).answer).toBe('sent');
  });

  test('inside a transaction', async () => {
    const body = JSON.stringify({ TransactItems: [{ Put: { TableName: 'a' } }, { Update: { TableName: 'orders', ConditionExpression: 'ownerId = :me AND INPUT = :value' } }] });
    expect((await send('end', target('DynamoDB_20120810.TransactWriteItems'), body, 'attribute_exists(id) OR total')).answer).toBe(BLOCKED);
  });

  test('a caller may choose attributes, and store any text', async () => {
    expect((await send('end', scan, JSON.stringify({ TableName: 'orders', ProjectionExpression: 'INPUT' }), 'id, total, #status')).answer).toBe('sent');
    const item = JSON.stringify({ TableName: 'notes', Item: { text: { S: 'INPUT' } }, ConditionExpression: 'attribute_not_exists(id)' });
    expect((await send('end', target('DynamoDB_20120810.PutItem'), item, TAUTOLOGY)).answer).toBe('sent');
  });
});

test.each<[string, string, ApiCall, string]>([
  ['values as parameters', 'end', PARTIQL, JSON.stringify({ Statement: 'SELECT * FROM orders WHERE id = ?', Parameters: [{ S: 'INPUT' }] })],
  ['an escaped literal', 'end', PARTIQL, JSON.stringify({ Statement: "SELECT * FROM orders WHERE id = 'x'' OR ''1''=''1'" })],
  ['another service', 'end', target('AWSEvents.PutEvents'), PARTIQL_BODY],
  ['a path of the same name elsewhere', 'end', signed('execute-api', '/Execute'), JSON.stringify({ sql: SELECT })],
  ['a request that is not signed', 'end', { path: '/Execute', headers: {} }, JSON.stringify({ sql: SELECT })],
  ['a body that is no JSON', 'end', PARTIQL, `{"Statement": "${SELECT}`],
  ['no body', 'get', PARTIQL, ''],
])('sends %s', async (_what, client, request, body) => {
  expect(await send(client, request, body, TAUTOLOGY)).toEqual({ answer: 'sent', found: [] });
});

test('where the engine is not known, an escape of either is one', async () => {
  const body = JSON.stringify({ sql: "SELECT * FROM notes WHERE text = 'it\\'s'" });
  expect((await send('end', signed('rds-data', '/Execute'), body, "it's")).answer).toBe('sent');
});

test('the select expression of S3 is read without its entities', () => {
  const body = '<?xml version="1.0"?><SelectObjectContentRequest><Expression>a &lt; &#39;b&#x27; &amp;amp; &quot;c&quot;</Expression></SelectObjectContentRequest>';
  expect(statementsIn('S3.SelectObjectContent', body).map(({ text }) => text)).toEqual(['a < \'b\' &amp; "c"']);
});
