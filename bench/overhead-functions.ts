import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { startFunction, type LocalFunction } from '../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../src/contract/environment';

const REPOSITORY = join(__dirname, '..');
export const GUARD_LAYER = join(REPOSITORY, 'assets', 'guard-node');

/** An event that a function answers with what its process has used so far, instead of doing its work. */
export const METER = 'meter';

/** What a function's process has used. */
export interface Usage {
  readonly cpuMicros: number;
  readonly rssBytes: number;
}

const METERED = (work: string): string => `
  const meter = () => {
    const { user, system } = process.cpuUsage();
    return { cpuMicros: user + system, rssBytes: process.memoryUsage().rss };
  };
  exports.handler = async event => event === '${METER}' ? meter() : (${work})(event);`;

/** The handlers that are measured; each is one CommonJS module. */
const SOURCES = {
  trivial: METERED('() => ({ statusCode: 200 })'),
  noSink: METERED(`event => {
    const order = JSON.parse(event.body);
    const total = order.items.reduce((sum, item) => sum + item.quantity * item.price, 0);
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: event.pathParameters.id, total }) };
  }`),
  twoQueries: `
    const { Pool } = require('pg');
    const pool = new Pool({ host: '127.0.0.1', port: Number(process.env.PGPORT), user: 'bench', database: 'bench', max: 1 });
    ${METERED(`async event => {
      const { rows } = await pool.query('SELECT name FROM orders WHERE id = $1', [event.pathParameters.id]);
      const related = await pool.query("SELECT name FROM products WHERE category = '" + event.queryStringParameters.category + "'");
      return { statusCode: 200, body: JSON.stringify([rows, related.rows]) };
    }`)}`,
} as const;

export type Handler = keyof typeof SOURCES;

/** Bundles a handler as an application would be, and returns its folder. */
export function bundleHandler(handler: Handler): string {
  const folder = join(REPOSITORY, 'build', 'bench-overhead', handler);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'source.js'), SOURCES[handler]);
  buildSync({
    entryPoints: [join(folder, 'source.js')],
    outfile: join(folder, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['pg-native'],
    logLevel: 'error',
  });
  return folder;
}

/** How a function is started: guarded as the construct library does by default, or not at all. */
export interface Variant {
  readonly guarded: boolean;
  readonly node?: string;
  readonly postgresPort: number;
}

/** Starts a function of a bundled handler. */
export async function startMeasured(code: string, { guarded, node, postgresPort }: Variant): Promise<LocalFunction> {
  const environment: Record<string, string> = { PGPORT: String(postgresPort) };
  const guard = { [GUARD_ENVIRONMENT.mode]: 'block', NODE_OPTIONS: `--require ${guardFile('preload')}` };
  return startFunction({
    code,
    handler: 'index.handler',
    name: 'bench',
    node,
    timeoutSeconds: 60,
    layers: guarded ? [GUARD_LAYER] : [],
    environment: guarded ? { ...environment, ...guard } : environment,
  });
}

/** Invokes a function and sees to it that it did its work. */
export async function invoke(measured: LocalFunction, event: unknown): Promise<string> {
  const { payload, error } = await measured.invoke(event);
  if (error) throw new Error(`${measured.name}: the handler failed with ${error.errorType}: ${error.errorMessage}; no figure can be given`);
  return payload;
}

export async function usage(measured: LocalFunction): Promise<Usage> {
  return JSON.parse(await invoke(measured, METER)) as Usage;
}
