import { join } from 'node:path';
import fc from 'fast-check';
import { startFunction, type FunctionOptions, type InvocationResult, type LocalFunction } from '../../../local-runtime';
import { GUARD_ENVIRONMENT, guardFile } from '../../../src/contract/environment';
import { GUARD_LAYER } from '../guard-layer';
import { EVENTS } from '../suite/events';
import { expectSame } from '../suite/expect-same';
import { startPostgres, type Postgres } from '../suite/postgres';

const nodeMajor = Number(process.versions.node.split('.')[0]);
const KINDS = ['handler', 'streaming', ...nodeMajor < 24 ? ['callback'] : []] as const;

const STEPS = ['log', 'warn', 'raw', 'rawError', 'file', 'fixed', 'name', 'argument', 'quoted', 'parameter', 'url', 'json', 'wait'] as const;
const ENDS = [
  'echo', 'http', 'encoded', 'reshaped', 'text', 'number', 'nothing', 'null', 'list',
  'error', 'ownError', 'cause', 'many', 'frozen', 'noStack', 'thrownText', 'thrownNull', 'thrownNothing', 'thrownObject', 'parsed', 'nowhere',
] as const;

const line = fc.string({ unit: 'grapheme', maxLength: 60 });
/** Texts of every kind that callers send; some have the marks that attacks have. */
const text = fc.oneof(
  line,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.lorem({ maxCount: 400 }),
  fc.json(),
  fc.base64String({ maxLength: 200 }),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.emailAddress(),
  fc.dictionary(line, line, { maxKeys: 4 }).map(fields => new URLSearchParams(fields).toString()),
  fc.json().map(json => Buffer.from(json).toString('base64')),
  fc.mixedCase(fc.constantFrom("it's 5 o'clock; or 1=1 -- really?", 'select shoes from the union -- drop by!', 'a & b | c > d $(e) `f`', 'docs/a..b ~/../x', '<b>bold</b> {{name}} ${x}')),
);
const plan = fc.tuple(fc.array(fc.constantFrom(...STEPS), { maxLength: 4 }), fc.constantFrom(...ENDS)).map(([steps, end]) => ['do', ...steps, end].join('.'));
const event = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...Object.values(EVENTS)), plan, text).map(([build, action, input]) => build(action, input)) },
  { weight: 2, arbitrary: fc.record({ action: plan, input: text, more: fc.jsonValue() }) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

interface Pair {
  readonly guarded: LocalFunction;
  readonly plain: LocalFunction;
}

let postgres: Postgres;
const pairs = new Map<string, Pair>();

async function startPair(kind: string): Promise<Pair> {
  const options: FunctionOptions = { code: join(__dirname, 'app'), handler: `index.${kind}`, timeoutSeconds: 30, environment: { PGPORT: String(postgres.port) } };
  const environment = { ...options.environment, NODE_OPTIONS: `--require ${guardFile('preload')}`, [GUARD_ENVIRONMENT.mode]: 'block' };
  return { guarded: await startFunction({ ...options, layers: [GUARD_LAYER], environment }), plain: await startFunction(options) };
}

beforeAll(async () => {
  postgres = await startPostgres();
  for (const kind of KINDS) pairs.set(kind, await startPair(kind));
});

afterAll(async () => {
  await Promise.all([...pairs.values()].flatMap(({ guarded, plain }) => [guarded.stop(), plain.stop()]));
  postgres.stop();
});

test.each(KINDS)('any function with a %s is the same with the guard, whatever it is sent', async kind => {
  const { guarded, plain } = pairs.get(kind)!;
  const outcomes = { answers: 0, errors: 0 };
  const count = ({ error }: InvocationResult): void => {
    outcomes[error ? 'errors' : 'answers'] += 1;
  };
  await fc.assert(fc.asyncProperty(event, async sent => {
    const [withIt, without] = await Promise.all([guarded.invoke(sent), plain.invoke(sent)]);
    count(without);
    expectSame(withIt, guarded.root, without, plain.root);
  }), { seed: 2026, numRuns: 150 });
  expect(outcomes.answers).toBeGreaterThan(30);
  expect(outcomes.errors).toBeGreaterThan(30);
});
