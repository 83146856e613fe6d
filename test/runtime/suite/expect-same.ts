import { deepEqual } from 'node:assert/strict';
import { guardLines, metricNames, type MetricLine } from './guard-lines';
import type { InvocationResult } from '../../../local-runtime';
import { METRIC_NAMESPACE, METRICS } from '../../../src/contract/metrics';

/** What differs from one run to the next without any guard. */
const RUN_DEPENDENT: ReadonlyArray<readonly [RegExp, string]> = [
  [/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/gi, '<uuid>'],
  [/\b1-[\da-f]{8}-[\da-f]{24}\b/g, '<trace>'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|\b)/g, '<time>'],
  [/(?<![\d.])1[789]\d{8}(\d{3})?(\.\d+)?(?![\d.])/g, '<seconds>'],
  [/"(responseTime|function_execution_time|getRemainingTimeInMillis|start|duration|trace_id|span_id|parent_id|id)":("?)[\d.a-f]+\2/g, '"$1":<varies>'],
  [/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/g, '<date>'],
  [/\(node:\d+\)/g, '(node:<pid>)'],
];

/** Frames of what called the handler, which is the runtime client where there is no guard; loggers write the line ends of a stack in their own ways. */
const CALLERS = /(?:[\r\n]|\\n|",")\s+at (?:[^\r\n\\"]*(?:serverless-guard|local-runtime|node:internal)[^\r\n\\)"']*\)?|new Promise \(<anonymous>\))/g;

const masked = (text: string): string => RUN_DEPENDENT.reduce((masking, [pattern, replacement]) => masking.replace(pattern, replacement), text.replace(CALLERS, ''));

/** What the caller and the operator see, without what no two runs have in common. */
function asSeen({ payload, streamed, prelude, error, logs, requestId }: InvocationResult, root: string): object {
  const seen = (text: string): string => masked(text.replaceAll(requestId, '<request>').replaceAll(root, '<root>'));
  return {
    answer: error ? undefined : seen(payload),
    streamed,
    prelude,
    error: error && { name: error.errorType, message: seen(error.errorMessage ?? ''), stack: seen((error.trace ?? []).join('\n')) },
    output: seen(logs.split('\n').filter(line => !isGuards(line)).map(withoutTimes).join('\n')),
  };
}

interface Span {
  readonly name: string;
  readonly resource: string;
  readonly error: number;
}

/** Of a line with Datadog's spans what was done: all else in it are times and random numbers, and so is which modules were slow to load. */
function withoutTimes(line: string): string {
  if (!line.startsWith('{"traces":')) return line;
  const { traces } = JSON.parse(line) as { readonly traces: ReadonlyArray<readonly Span[]> };
  return JSON.stringify(traces.flat().filter(({ name }) => name !== 'aws.lambda.require').map(({ name, resource, error }) => `${name} ${resource} ${error}`).sort());
}

/** Powertools writes metric lines of the same format. */
function isGuards(line: string): boolean {
  const { findings, attempts, others } = guardLines(line);
  return findings.length + attempts.length > 0 || (others.length === 0 && line.includes(`"Namespace":"${METRIC_NAMESPACE}"`));
}

function isGuardMetric({ _aws }: MetricLine): boolean {
  return _aws.CloudWatchMetrics.some(({ Namespace }) => Namespace === METRIC_NAMESPACE);
}

/**
 * The guarded function is the unguarded one to everyone who looks at it, and nothing was found in what it did.
 *
 * That a value is written like an attack may be told: an attempt changes nothing.
 */
export function expectSame(guarded: InvocationResult, guardedRoot: string, plain: InvocationResult, plainRoot: string): void {
  const { findings, metrics } = guardLines(guarded.logs);
  deepEqual(findings, []);
  deepEqual(metrics.filter(line => isGuardMetric(line) && !metricNames(line).includes(METRICS.heartbeat)), []);
  deepEqual(asSeen(guarded, guardedRoot), asSeen(plain, plainRoot));
}
