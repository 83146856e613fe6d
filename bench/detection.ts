/**
 * Runs the detectors over labelled data and prints how they judged it and how long they took, as one JSON object in the
 * last line: `npm run bench:detection -- --values FILE… --sinks FILE… [--part tuned|held-out] [--misses FILE]`.
 *
 * `--values` and `--sinks` take JSONL files and are repeatable. It measures the guard as it ships, bundled and minified.
 * A value or an event is caught when screening finds an attempt in it, of whatever class. Times of `value` and `event` are
 * those of walking, decoding and screening.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isHeldOut, readRows, type SinkRow, type ValueRow } from './detection-rows';
import { measure, type Micros } from './detection-timing';
import type * as Inspection from '../runtime/node/inspection';

// eslint-disable-next-line @typescript-eslint/no-require-imports
const guard = require(join(__dirname, '..', 'assets', 'guard-node', 'serverless-guard', 'inspection.cjs')) as typeof Inspection;

/** `--values a b --values c`: files may follow a flag together or each with its own. */
const { values: options, tokens } = parseArgs({
  options: {
    values: { type: 'string', multiple: true },
    sinks: { type: 'string', multiple: true },
    part: { type: 'string' },
    misses: { type: 'string' },
  },
  allowPositionals: true,
  tokens: true,
});

const files: Record<'values' | 'sinks', string[]> = { values: [], sinks: [] };
let flag: keyof typeof files | undefined;
for (const token of tokens) {
  if (token.kind === 'option') flag = token.name === 'values' || token.name === 'sinks' ? token.name : undefined;
  const file = token.kind === 'option-terminator' ? undefined : token.value;
  if (flag && file !== undefined) files[flag].push(file);
  if (!flag && token.kind === 'positional') throw new Error(`a file without a flag: got ${token.value}, expected it after --values or --sinks`);
}

if (options.part !== undefined && !['tuned', 'held-out'].includes(options.part)) {
  throw new Error(`unknown part of the data: got ${options.part}, expected tuned or held-out`);
}
const inPart = (row: { readonly id: string }): boolean => options.part === undefined || isHeldOut(row) === (options.part === 'held-out');

const valueRows = readRows<ValueRow>(files.values).filter(inPart);
const sinkRows = readRows<SinkRow>(files.sinks).filter(inPart);

/** Prepares a sink's text and asks for one input: what a sink costs that is called once. */
function judge({ class: kind, sink, input, dialect }: SinkRow) {
  if (kind === 'sqli') return guard.inspectSql(sink, dialect ?? 'generic')(input);
  if (kind === 'shell') return guard.inspectShell(sink)(input);
  if (kind === 'path') return guard.inspectPath(sink)(input);
  throw new Error(`unknown class of sink: got ${String(kind)}, expected sqli, shell or path`);
}

interface SinkScore { attacks: number; caught: number; safe: number; false: number; ineffective: number; flagged: number }

const misses: string[] = [];

function scoreSinks(rows: readonly SinkRow[]): SinkScore {
  const score: SinkScore = { attacks: 0, caught: 0, safe: 0, false: 0, ineffective: 0, flagged: 0 };
  const columns = { attack: ['attacks', 'caught'], safe: ['safe', 'false'], ineffective: ['ineffective', 'flagged'] } as const;
  for (const row of rows) {
    const flagged = judge(row) !== undefined;
    const [all, positive] = columns[row.expected];
    score[all] += 1;
    if (flagged) score[positive] += 1;
    if (flagged !== (row.expected === 'attack')) misses.push(row.id);
  }
  return score;
}

const sinks: Record<string, SinkScore> = {};
const sinkMicros: Record<string, Micros> = {};
for (const kind of new Set(sinkRows.map(row => row.class))) {
  const rows = sinkRows.filter(row => row.class === kind);
  sinks[kind] = scoreSinks(rows);
  sinkMicros[kind] = measure(rows, row => row.sink, judge);
}

const attacks = valueRows.filter(row => row.label === 'attack');
const benign = valueRows.filter(row => row.label === 'benign');
const isEvent = ({ payload }: ValueRow): boolean => typeof payload === 'object' && payload !== null;
const screen = ({ payload }: ValueRow): boolean => guard.screenEvent(payload).attempts.length > 0;

const classes: Record<string, { attacks: number; caught: number }> = {};
for (const row of attacks) {
  const score = classes[row.class] ??= { attacks: 0, caught: 0 };
  score.attacks += 1;
  if (screen(row)) score.caught += 1;
  else misses.push(row.id);
}

const corpora: Record<string, { benign: number; false: number }> = {};
const alarms = benign.filter(screen);
for (const row of benign) (corpora[row.corpus] ??= { benign: 0, false: 0 }).benign += 1;
for (const row of alarms) corpora[row.corpus].false += 1;
misses.push(...alarms.map(row => row.id));

const events = benign.filter(isEvent);
const values = valueRows.filter(row => !isEvent(row));
const caught = Object.values(classes).reduce((sum, score) => sum + score.caught, 0);

if (options.misses !== undefined) writeFileSync(options.misses, misses.map(id => `${id}\n`).join(''));

console.log(JSON.stringify({
  values: { attacks: attacks.length, caught, benign: benign.length, false: alarms.length, classes, corpora },
  sinks,
  micros: { value: measure(values, row => row.payload, screen), event: measure(events, row => row.payload, screen), sink: sinkMicros },
  eventFalse: { events: events.length, false: alarms.filter(isEvent).length },
}));
