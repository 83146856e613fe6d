/**
 * Runs every library's handler plain and guarded: `tsx run.ts SETTINGS`, JSON as `install-and-test.mjs` writes it.
 *
 * Prints what fails and the table; the last line is `N passed, N failed`.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { asksOf, LIBRARIES, type LibraryCase, type Packaging } from './libraries';
import { writeTable, type Row } from './table';
import { startFunction, type FunctionOptions, type LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { EVENTS } from '../suite/events';
import { expectSame } from '../suite/expect-same';
import { startPostgres } from '../suite/postgres';

interface Settings {
  readonly nodes: ReadonlyArray<{ readonly major: number; readonly node: string }>;
  /** Where the libraries are installed. */
  readonly cache: string;
  /** Runs only handlers whose name holds this. */
  readonly only?: string;
  /** Whether docs/compatibility.md is written. */
  readonly write: boolean;
}

/** One handler, as it is shipped, on one Node. */
interface Run {
  readonly library: LibraryCase;
  readonly packaging: Packaging;
  readonly node: Settings['nodes'][number];
}

/** Ports of what the handlers talk to. */
interface Services {
  readonly http: number;
  readonly redis: number;
  readonly postgres: number;
}

/** Handlers that run side by side: most of the time goes into processes that start, one core each. */
const CONCURRENCY = 2;

const PACKAGINGS: readonly Packaging[] = ['bundled', 'unbundled'];

/** Optional packages that the libraries only try to load. */
const NOT_BUNDLED = [
  'pg-native', 'better-sqlite3', 'sqlite3', 'mysql', 'mariadb/callback', 'oracledb', 'pg-query-stream', 'tedious', 'mongodb-client-encryption', 'snappy', 'kerberos', '@mongodb-js/zstd', 'socks',
  'aws4', 'gcp-metadata', 'cloudflare:sockets', '@aws-sdk/credential-providers', '@middy/util/*',
];

/** ES modules have no `require`, which bundled CommonJS packages call for Node's builtins. */
const REQUIRE_FOR_BUNDLES = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';

/** A folder with the function's code, the libraries in its `node_modules`. */
function buildCode({ cache }: Settings, { app }: LibraryCase, packaging: Packaging): string {
  mkdirSync(join(cache, 'functions'), { recursive: true });
  const folder = mkdtempSync(join(cache, 'functions', `${app}-`));
  symlinkSync(join(cache, 'node_modules'), join(folder, 'node_modules'));
  // Beside the libraries, so that none of the project's own packages comes in instead.
  cpSync(join(__dirname, 'apps'), join(folder, 'apps'), { recursive: true });
  buildSync({
    entryPoints: [join(folder, 'apps', `${app}.mjs`)],
    outfile: join(folder, 'index.mjs'),
    format: 'esm',
    banner: { js: REQUIRE_FOR_BUNDLES },
    bundle: true,
    packages: packaging === 'bundled' ? 'bundle' : 'external',
    external: packaging === 'bundled' ? NOT_BUNDLED : [],
    platform: 'node',
    target: 'node22',
    logLevel: 'error',
  });
  return folder;
}

function optionsOf({ library, node }: Run, code: string, { http, redis, postgres }: Services): FunctionOptions {
  const url = `http://127.0.0.1:${http}`;
  const own = Object.entries(library.environment ?? {}).map(([name, value]) => [name, value.replace('SERVICE_URL', url)]);
  const environment = {
    SERVICE_URL: url, PGPORT: String(postgres), REDIS_PORT: String(redis), AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', ...Object.fromEntries(own) as Record<string, string>,
  };
  return { code, handler: library.handler ?? 'index.handler', node: node.node, timeoutSeconds: 30, memoryMiB: 512, environment };
}

/** Adds what the construct library adds to a function. */
function withGuard(options: FunctionOptions): FunctionOptions {
  const nodeOptions = [`--require ${guardFile('preload')}`, options.environment?.NODE_OPTIONS].filter(Boolean).join(' ');
  return { ...options, layers: [GUARD_LAYER], environment: { ...options.environment, NODE_OPTIONS: nodeOptions, [GUARD_ENVIRONMENT.mode]: 'block' } };
}

async function runOne(run: Run, settings: Settings, services: Services): Promise<Row> {
  const { library, packaging, node } = run;
  const where = `${library.packages.join(' + ')} (${library.app}), ${packaging}, Node ${node.major}`;
  const row: Row = { library, packaging, node: node.major, passed: 0, failed: 0 };
  let code: string | undefined;
  let both: LocalFunction[] = [];
  try {
    code = buildCode(settings, library, packaging);
    const options = optionsOf(run, code, services);
    both = [await startFunction(withGuard(options)), await startFunction(options)];
    await compare(both, row, where);
  } catch (error) {
    row.failed += 1;
    console.log(`FAILED ${where}\n  ${String((error as Error).message)}`);
  } finally {
    await Promise.all(both.map(async started => started.stop()));
    if (code) rmSync(code, { recursive: true, force: true });
  }
  console.log(`${where}: ${row.passed} passed, ${row.failed} failed`);
  return row;
}

async function compare([guarded, plain]: readonly LocalFunction[], row: Row, where: string): Promise<void> {
  for (const [name, input] of asksOf(row.library)) {
    const event = EVENTS[name]('items', input);
    const [withIt, without] = [await guarded.invoke(event), await plain.invoke(event)];
    try {
      if (isBroken(without.error?.errorType)) throw new Error(`does not run without the guard either: ${without.payload.slice(0, 1500)}\n${without.logs.slice(0, 1500)}`);
      expectSame(withIt, guarded.root, without, plain.root);
      row.passed += 1;
    } catch (error) {
      row.failed += 1;
      console.log(`FAILED ${where}: ${name} ${input.slice(0, 40)}\n  ${String((error as Error).message).replace(/\n/g, '\n  ')}`);
    }
  }
}

/** An equal failure of the harness would pass as an equal answer. */
function isBroken(errorType: string | undefined): boolean {
  return errorType !== undefined && /^(Runtime|Sandbox)\.|^(ReferenceError|SyntaxError|TypeError)$/.test(errorType);
}

async function main(settings: Settings): Promise<void> {
  const { startServices } = await import(join(__dirname, 'services.mjs')) as { startServices(): Promise<Omit<Services, 'postgres'>> };
  const postgres = await startPostgres();
  const services = { ...await startServices(), postgres: postgres.port };
  const queue = LIBRARIES.filter(({ app }) => settings.only === undefined || app.includes(settings.only)).flatMap(library => settings.nodes
    .filter(({ major }) => major >= (library.node ?? 22))
    .flatMap(node => (library.packagings ?? PACKAGINGS).map(packaging => ({ library, packaging, node }))));
  const rows: Row[] = [];
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) rows.push(await runOne(next, settings, services));
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  postgres.stop();
  console.log(`\n${writeTable(rows)}`);
  if (settings.write) updateDocument(rows);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0);
  console.log(`${rows.reduce((sum, row) => sum + row.passed, 0)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function updateDocument(rows: readonly Row[]): void {
  const file = join(__dirname, '..', '..', '..', 'docs', 'compatibility.md');
  const [before, , after] = readFileSync(file, 'utf8').split(/<!-- table -->|<!-- end of the table -->/);
  writeFileSync(file, `${before}<!-- table -->\n\n${writeTable(rows)}\n\n<!-- end of the table -->${after}`);
}

void main(JSON.parse(process.argv[2] ?? '{}') as Settings);
