import type { FunctionAlarms } from '../alarm-options';
import { guardCount, lambdaMetric, queueDepth } from './watched-metrics';
import type { MetricStat } from './watched-metrics';
import { HEARTBEAT_MINUTES } from '../contract/metrics';

export type AlarmName = keyof FunctionAlarms;

/** What the alarms need to know of one function. */
export interface AlarmSubject {
  readonly functionName: string;
  /** What the guard does on a verdict; undefined where no guard runs. */
  readonly guardMode?: 'block' | 'report';
  readonly readsStream: boolean;
  readonly readsKafka: boolean;
  /** Name of the queue where failed events end. */
  readonly deadLetterQueue?: string;
  /** Seconds; `unknown` where it is not told before deployment. */
  readonly timeout: number | 'unknown';
  /** Undefined where none is reserved. */
  readonly reservedConcurrency?: number | 'unknown';
}

/** What an alarm compares on one function. */
export type Watched =
  /** One metric; the threshold is multiplied by the scale, 1 unless given. */
  | { readonly kind: 'metric'; readonly metric: MetricStat; readonly scale?: number; readonly description?: string }
  /** One where `invocations` has values and `heartbeat` has none. */
  | { readonly kind: 'silence'; readonly invocations: MetricStat; readonly heartbeat: MetricStat }
  /** The threshold cannot be told before deployment. */
  | { readonly kind: 'unknown'; readonly what: string };

/** What one alarm watches, and from which value on. */
export interface AlarmDefinition {
  /** Begins the ids of its constructs. */
  readonly id: string;
  readonly description: string;
  /** Undefined where the function has no such thing. */
  readonly watch: (subject: AlarmSubject) => Watched | undefined;
  /** The default; an alarm without one is made on request. */
  readonly threshold?: number;
  /** Seconds. */
  readonly period: number;
  /** Seconds; a shorter period would give false alarms. */
  readonly shortestPeriod: number;
  /** Consecutive periods that must reach the threshold. */
  readonly periods: number;
  /** Fewer periods would give false alarms. */
  readonly fewestPeriods: number;
  /** Metrics that it watches; each has a price. */
  readonly metrics: number;
  /** Which functions have it. */
  readonly of: 'every' | 'guarded' | 'stream' | 'deadLetters';
}

/** The severity of the defaults; its alarms have the shortest ids. */
export const DEFAULT_SEVERITY = 'Warning';

const MINUTE = 60;
const USUAL = { period: 5 * MINUTE, shortestPeriod: MINUTE, periods: 1, fewestPeriods: 1, metrics: 1 } as const;
/** What comes and goes by itself. */
const LASTING = { ...USUAL, periods: 3 } as const;
/** Minutes that AWS recommends for what Lambda's scaling may cure by itself. */
const SCALING = { ...USUAL, period: MINUTE, periods: 5 } as const;

/**
 * The alarms of one function, the most important first: a stack without room for all goes without the last.
 *
 * docs/hardening.md gives the reasons for the thresholds.
 */
export const ALARMS: Readonly<Record<AlarmName, AlarmDefinition>> = {
  attacks: {
    ...USUAL,
    id: 'Attacks',
    description: 'The guard blocked an attack',
    watch: attacks,
    threshold: 1,
    of: 'guarded',
  },
  heartbeat: {
    id: 'Heartbeat',
    description: 'The function is invoked, but its guard is silent',
    watch: ({ functionName, guardMode }) => guardMode && {
      kind: 'silence',
      invocations: lambdaMetric('Invocations', functionName, 'Sum'),
      heartbeat: guardCount('heartbeat', functionName),
    },
    threshold: 1,
    // An environment announces itself at most once in an interval, so one period may rightly be silent; two in a row,
    // each twice that long for metrics that arrive late, may not.
    period: 2 * HEARTBEAT_MINUTES * MINUTE,
    shortestPeriod: 2 * HEARTBEAT_MINUTES * MINUTE,
    periods: 2,
    fewestPeriods: 2,
    metrics: 2,
    of: 'guarded',
  },
  guardErrors: {
    ...USUAL,
    id: 'GuardErrors',
    description: 'The guard itself failed, and let pass what it could not judge',
    watch: ({ functionName, guardMode }) => guardMode && { kind: 'metric', metric: guardCount('guardErrors', functionName) },
    threshold: 1,
    of: 'guarded',
  },
  errors: {
    ...USUAL,
    id: 'Errors',
    description: 'The function fails repeatedly',
    watch: ({ functionName }) => ({ kind: 'metric', metric: lambdaMetric('Errors', functionName, 'Sum') }),
    threshold: 5,
    of: 'every',
  },
  throttles: {
    ...SCALING,
    id: 'Throttles',
    description: 'Invocations of the function are refused for want of concurrency',
    watch: ({ functionName }) => ({ kind: 'metric', metric: lambdaMetric('Throttles', functionName, 'Sum') }),
    threshold: 1,
    of: 'every',
  },
  deadLetters: {
    ...USUAL,
    id: 'DeadLetters',
    description: 'Events that the function failed on wait in its queue',
    watch: ({ deadLetterQueue }) => (deadLetterQueue === undefined ? undefined : { kind: 'metric', metric: queueDepth(deadLetterQueue) }),
    threshold: 1,
    of: 'deadLetters',
  },
  iteratorAge: {
    ...LASTING,
    id: 'IteratorAge',
    description: 'The function falls behind the stream that it reads',
    watch: ({ functionName, readsStream }) => (readsStream
      ? { kind: 'metric', metric: lambdaMetric('IteratorAge', functionName, 'Maximum'), scale: 1000 }
      : undefined),
    threshold: 3600,
    of: 'stream',
  },
  offsetLag: {
    ...LASTING,
    id: 'OffsetLag',
    description: 'The function falls behind the Kafka topic that it reads',
    watch: ({ functionName, readsKafka }) => (readsKafka ? { kind: 'metric', metric: lambdaMetric('OffsetLag', functionName, 'Maximum') } : undefined),
    threshold: 10_000,
    of: 'stream',
  },
  duration: {
    ...LASTING,
    id: 'Duration',
    description: 'The function runs nearly as long as its timeout allows',
    watch: ({ functionName, timeout }) => share(lambdaMetric('Duration', functionName, 'p99'), timeout, 1000, 'timeout'),
    of: 'every',
  },
  reservedConcurrency: {
    ...SCALING,
    id: 'ReservedConcurrency',
    description: 'The function comes near its reserved concurrency',
    watch: ({ functionName, reservedConcurrency: reserved }) => (reserved === undefined
      ? undefined
      : share(lambdaMetric('ConcurrentExecutions', functionName, 'Maximum'), reserved, 1, 'reserved concurrency')),
    of: 'every',
  },
  concurrency: {
    ...SCALING,
    id: 'Concurrency',
    description: 'Many invocations of the function run at the same time',
    watch: ({ functionName }) => ({ kind: 'metric', metric: lambdaMetric('ConcurrentExecutions', functionName, 'Maximum') }),
    of: 'every',
  },
};

/** The names in the order of importance. */
export const ALARM_NAMES = Object.keys(ALARMS) as AlarmName[];

/** A guard that blocks nothing has other attacks to tell of, and worse ones. */
function attacks({ functionName, guardMode }: AlarmSubject): Watched | undefined {
  if (guardMode === undefined) return undefined;
  if (guardMode === 'block') return { kind: 'metric', metric: guardCount('attacksBlocked', functionName) };
  return { kind: 'metric', metric: guardCount('attacksReported', functionName), description: 'The guard saw an attack and, in report mode, let it pass' };
}

/** A threshold in percent of something of the function's own. */
function share(metric: MetricStat, whole: number | 'unknown', unitsInWhole: number, what: string): Watched {
  return whole === 'unknown' ? { kind: 'unknown', what } : { kind: 'metric', metric, scale: whole * unitsInWhole / 100 };
}
