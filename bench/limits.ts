/**
 * What the guard costs on events made to be expensive: `npm run bench:limits`.
 *
 * Each case walks an event and looks its inputs up in texts of sinks, as one invocation would. CPU time, the median of some
 * runs; `linear` is the time of the event of full size by the time of a quarter of it, four where the cost is linear. The
 * last line is one JSON object.
 */
import { inspectSql } from '../runtime/node/detectors/sql';
import { oneInFlight } from '../runtime/node/invocation/in-flight';
import { Invocation } from '../runtime/node/invocation/invocation';
import { createPolicy } from '../runtime/node/response/policy';
import { createJudge } from '../runtime/node/sinks/judge';

const RUNS = 3;
/** Lambda's bound for an event. */
const FULL = 6_000_000;
const ATTACK = "x' OR '1'='1";

interface Case {
  /** What sinks are given. */
  readonly texts: readonly string[];
  /** An event of about so many characters. */
  event(size: number): unknown;
}

const sql = (value: string): string => `SELECT id FROM orders WHERE note = '${value}'`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const repeated = (unit: string, size: number): string => unit.repeat(Math.floor(size / unit.length));
const several = (size: number, length: number, make: (index: number) => string): string[] =>
  Array.from({ length: Math.floor(size / length) }, (_, index) => make(index));
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${JSON.stringify(ATTACK)}${']'.repeat(depth)}`);

const CASES: Readonly<Record<string, Case>> = {
  'one long text': { event: size => ({ q: repeated('a word or two, ', size) }), texts: [sql(ATTACK)] },
  'many words': { event: size => several(size, 100, index => `${'padding '.repeat(11)}${index}`), texts: [sql(ATTACK)] },
  'many short values': { event: size => several(size, 8, index => `;${String.fromCharCode(0x4e00 + (index % 20_000))}${index % 97}`), texts: [sql(ATTACK)] },
  'nested lists': { event: size => nested(size / 60), texts: [sql(ATTACK)] },
  'quote flood': { event: size => ({ q: repeated("'", size) }), texts: [sql(repeated("'", 10_000))] },
  'percent signs, doubly encoded': { event: size => ({ q: repeated('%2527', size) }), texts: [sql(ATTACK)] },
  'base64 in base64': { event: size => ({ q: base64(base64(repeated(ATTACK, size / 2))) }), texts: [sql(ATTACK)] },
  'JSON in JSON': {
    event: size => ({ body: JSON.stringify({ body: JSON.stringify(several(size / 2, 20, index => `it's ${index}`)) }) }),
    texts: [sql(ATTACK)],
  },
  'forms of many fields': { event: size => ({ body: several(size, 12, index => `f${index}=%27${index % 10}`).join('&') }), texts: [sql(ATTACK)] },
  'markup': { event: size => ({ body: `<a>${repeated("<b c='&#39;'>x</b>", size)}</a>` }), texts: [sql(ATTACK)] },
  'many inputs, many sinks': {
    event: size => several(size, 60, index => `it's value ${index} of a list that was imported and so on`),
    texts: Array.from({ length: 500 }, (_, index) => sql(`it''s value ${index} of a list that was imported and so on`)),
  },
};

function cpuMillis(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

const inFlight = oneInFlight();
const nothing = () => undefined;
const reporter = { attack: nothing, attempts: nothing, guardError: nothing, heartbeat: nothing, timeoutNear: nothing, notCovered: nothing };
const judge = createJudge({ inFlight, policy: createPolicy('block', {}), reporter, now: () => 0 });

function invoke(event: unknown, texts: readonly string[]): void {
  inFlight.begin(new Invocation(event, undefined));
  for (const text of texts) judge({ sink: 'postgres', detector: 'sql', operation: 'Query', text, prepare: it => inspectSql(it, 'postgres') });
}

function measure({ event, texts }: Case, size: number): number {
  const made = event(size);
  const times = Array.from({ length: RUNS }, () => cpuMillis(() => invoke(made, texts))).sort((a, b) => a - b);
  return times[Math.floor(RUNS / 2)];
}

const rounded = (value: number): number => Math.round(value * 10) / 10;

const figures = Object.fromEntries(Object.entries(CASES).map(([name, each]) => {
  const quarter = measure(each, FULL / 4);
  const full = measure(each, FULL);
  return [name, { cpuMs: rounded(full), linear: rounded(full / quarter) }];
}));
console.log(JSON.stringify(figures));
