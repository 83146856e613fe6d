import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyseJavaScript, type AnalysisBudget } from '../../../src/roles/javascript/analyse';
import { displayText } from '../../../src/roles/text';
import type { Use } from '../../../src/roles/use';

const work = mkdtempSync(join(tmpdir(), 'roles-analyse-'));
afterAll(() => rmSync(work, { recursive: true }));
let folders = 0;

/** The analysis of files by name; the first is the entry. */
function analyse(files: Record<string, string> | string, budget?: AnalysisBudget) {
  const named = typeof files === 'string' ? { 'index.js': files } : files;
  const root = join(work, String(folders += 1));
  for (const [name, text] of Object.entries(named)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return analyseJavaScript(join(root, Object.keys(named)[0]!), root, budget);
}

const shown = ({ actions, resource }: Use) => `${actions.join('+')} ${resource.kind}${'text' in resource ? ` ${displayText(resource.text)}` : ''}`;
const usesOf = (files: Record<string, string> | string) => analyse(files).uses.map(shown);
const notesOf = (files: Record<string, string> | string) => analyse(files).notes.map(({ kind, message }) => `${kind}: ${message}`);

const V3 = 'const { DynamoDBClient, GetItemCommand } = require("@aws-sdk/client-dynamodb"); const db = new DynamoDBClient({});';
const V2 = 'const AWS = require("aws-sdk"); const s3 = new AWS.S3();';

describe('a table\'s name is followed', () => {
  const get = (table: string, before = '') => `${V3} ${before} exports.handler = () => db.send(new GetItemCommand({ TableName: ${table} }));`;
  test.each([
    ['a literal', '"orders"', '', 'literal orders'],
    ['a variable of the environment', 'process.env.T', '', 'env <env T>'],
    ['its name in brackets', 'process.env["T"]', '', 'env <env T>'],
    ['a constant', 'T', 'const T = process.env.T;', 'env <env T>'],
    ['a name taken out of the environment', 'T', 'const { T = "x" } = process.env;', 'env <env T>'],
    ['another name for it', 'table', 'const { T: table } = process.env;', 'env <env T>'],
    ['the environment by another name', 'e.T', 'const e = process.env;', 'env <env T>'],
    ['what is taken where it is not set', 'process.env.T ?? "x"', '', 'env <env T>'],
    ['a text around it', '`a-${process.env.T}`', '', 'env a-<env T>'],
    ['a sum', '"a-" + process.env.T', '', 'env a-<env T>'],
    ['joined pieces', '["a", process.env.T].join("-")', '', 'env a-<env T>'],
    ['an object', 'config.tables.orders', 'const config = { tables: { orders: process.env.T } };', 'env <env T>'],
    ['an object that is filled later', 'config.t', 'const config = {}; config.t = process.env.T;', 'env <env T>'],
    ['objects spread', 'all.t', 'const a = { t: process.env.T }; const all = { b: 1, ...a };', 'env <env T>'],
    ['a function', 'env("T")', 'function env(name) { const v = process.env[name]; if (!v) throw new Error(); return v; }', 'env <env T>'],
    ['a class', 'new Config().t', 'class Config { get t() { return process.env.T; } }', 'env <env T>'],
    ['a static field', 'Config.t', 'class Config { static t = process.env.T; }', 'env <env T>'],
    ['a field of a base class', 'new B().t', 'class A { constructor() { this.t = process.env.T; } } class B extends A {}', 'env <env T>'],
    ['a frozen object', 'config.t', 'const config = Object.freeze({ t: process.env.T });', 'env <env T>'],
    ['a variable that is set later', 't', 'let t; t = process.env.T;', 'env <env T>'],
    ['`process` as a module', 'env.T', 'const { env } = require("node:process");', 'env <env T>'],
    ['a checked environment', 'env.T', 'const env = require("znv").parseEnv(process.env, {});', 'env <env T>'],
  ])('%s', (_name, table, before, expected) => {
    expect(usesOf(get(table, before))).toEqual([`dynamodb:GetItem ${expected}`]);
  });

  test.each([
    ['arithmetic', 'String(Math.random())', ''],
    ['an argument nobody gives', 't', 'function f(t) { return db.send(new GetItemCommand({ TableName: t })); }'],
    ['part of a text', '`a-${Date.now()}`', ''],
  ])('%s is dynamic', (_name, table, before) => {
    const code = before === '' ? get(table) : `${V3} ${before} exports.handler = () => f(Math.random());`;
    expect(usesOf(code)).toEqual(['dynamodb:GetItem dynamic']);
  });

  test('through alternatives, each of which is a use', () => {
    expect(usesOf(get('flag ? process.env.A : process.env.B'))).toEqual(['dynamodb:GetItem env <env A>', 'dynamodb:GetItem env <env B>']);
  });
});

describe('a client is followed', () => {
  test.each([
    ['into a parameter', `${V2} const f = client => client.getObject({ Bucket: "b" }).promise(); exports.handler = () => f(s3);`],
    ['into a field', `${V2} class C { constructor(s) { this.s = s; } run() { return this.s.getObject({ Bucket: "b" }); } } exports.handler = () => new C(s3).run();`],
    ['into a private field', `${V2} class C { #s = s3; run() { return this.#s.getObject({ Bucket: "b" }); } } exports.handler = () => new C().run();`],
    ['out of a function', `${V2} const make = () => s3; exports.handler = () => make().getObject({ Bucket: "b" });`],
    ['out of an object of clients', `${V2} const clients = { s3 }; exports.handler = () => clients.s3.getObject({ Bucket: "b" });`],
    ['out of a class that extends it', 'const AWS = require("aws-sdk"); class Mine extends AWS.S3 {} exports.handler = () => new Mine().getObject({ Bucket: "b" });'],
    ['where only its class is imported', 'import { S3 } from "aws-sdk"; export const run = (s) => s.getObject({ Bucket: "b" });'],
    ['by its call alone, where it comes from a module that is not there', 'const { store } = require("./clients"); exports.handler = () => store.getObject({ Bucket: "b" });'],
  ])('%s', (_name, code) => {
    expect(usesOf(code)).toEqual(['s3:GetObject literal b']);
  });

  test('what is told by the call alone is only likely', () => {
    const { uses } = analyse('exports.handler = store => store.getObject({ Bucket: "b" });');
    expect(uses.map(({ confidence }) => confidence)).toEqual(['likely']);
  });

  test('but a call that names no resource of a service is none', () => {
    expect(usesOf('const cache = new Map(); exports.handler = async e => { cache.get(e.id); await repository.update({ id: e.id }); };')).toEqual([]);
  });
});

describe('modules', () => {
  test('are followed by relative imports, of both kinds, in a circle too', () => {
    expect(usesOf({
      'index.mjs': 'import { save } from "./store.mjs"; export const table = process.env.T; export const handler = () => save(table);',
      'store.mjs': 'import { table } from "./index.mjs"; import { DynamoDB } from "@aws-sdk/client-dynamodb"; const db = new DynamoDB({}); export function save(t) { return db.putItem({ TableName: t ?? table }); }',
    })).toEqual(['dynamodb:PutItem env <env T>']);
    expect(usesOf({
      'index.js': 'const config = require("./config.json"); const { db, Get } = require("./db"); exports.handler = () => db.send(new Get({ TableName: config.table }));',
      'config.json': '{ "table": "orders" }',
      'db/index.js': 'const c = require("@aws-sdk/client-dynamodb"); module.exports = { db: new c.DynamoDBClient({}), Get: c.GetItemCommand };',
    })).toEqual(['dynamodb:GetItem literal orders']);
  });

  test('of TypeScript are compiled, and their lines are those of the source', () => {
    const { uses } = analyse({
      'index.ts': 'import { Table } from "./types.js";\nimport { DynamoDB } from "@aws-sdk/client-dynamodb";\ninterface Order { id: string }\n\nconst db: DynamoDB = new DynamoDB({});\nexport const handler = (order: Order) =>\n  db.getItem({ TableName: Table.Orders, Key: {} });\n',
      'types.ts': 'export const Table = { Orders: process.env.ORDERS as string } as const;\n',
    });
    expect(uses).toMatchObject([{ file: 'index.ts', line: 7, resource: { kind: 'env', name: 'ORDERS' } }]);
  });

  test('that are not there are noted', () => {
    expect(notesOf('require("./gone"); exports.handler = () => 1;')).toEqual(['unresolved-import: ./gone is not there']);
  });
});

describe('what cannot be followed is noted', () => {
  test.each([
    ['a client nobody calls', 'const { S3Client } = require("@aws-sdk/client-s3"); exports.client = new S3Client({});', 'client-without-calls'],
    ['a client that goes elsewhere', `${V2} require("multi").run(s3); exports.handler = () => s3.listBuckets();`, 'client-escapes'],
    ['a method that is computed', `${V2} exports.handler = e => s3[e.method]({});`, 'computed-call'],
    ['a command that is computed', `${V3} exports.handler = e => db.send(make(e));`, 'computed-call'],
    ['an operation that is not known', 'const { S3 } = require("@aws-sdk/client-s3"); exports.handler = () => new S3({}).fetchObject({});', 'unknown-operation'],
    ['a command that is not known', 'const { S3Client, TeleportCommand } = require("@aws-sdk/client-s3"); new S3Client({}).send(new TeleportCommand({}));', 'unknown-operation'],
    ['a service that is not known', 'require("@aws-sdk/client-warp-drive");', 'unknown-operation'],
    ['parameters that are not known', 'const { S3Client, PutObjectCommand } = require("@aws-sdk/client-s3"); exports.handler = e => new S3Client({}).send(new PutObjectCommand(e));', 'unknown-parameters'],
    ['a library that calls AWS', 'import { makeIdempotent } from "@aws-lambda-powertools/idempotency";', 'library'],
    ['code that is made of text', 'exports.handler = e => eval(e.code);', 'code-from-text'],
  ])('%s', (_name, code, kind) => {
    expect(analyse(code).notes.map(note => note.kind)).toContain(kind);
  });
});

describe('a package that is not known', () => {
  const index = (name: string) => ({ 'index.js': `require("${name}"); exports.handler = async () => 1;` });

  test.each(['simple-dynamodb-cache', 'node:child_process', 'worker_threads'])('is noted where it is named like one that calls AWS, or starts what does: %s', name => {
    expect(analyse(index(name)).notes.map(({ kind, line }) => [kind, line])).toEqual([['library', 1]]);
  });

  test.each([
    ['has types alone', index('aws-lambda')],
    ['has no such name', index('lodash')],
    ['is one of Node\'s', index('node:dns')],
  ])('is not noted where it %s', (_name, files) => {
    expect(notesOf(files)).toEqual([]);
  });
});
