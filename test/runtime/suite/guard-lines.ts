import type { DetectionFinding } from '../../../src/contract/finding';
import { METRICS } from '../../../src/contract/metrics';

/** One metric line of the guard in Embedded Metric Format. */
export interface MetricLine {
  readonly level: string;
  readonly timestamp: string;
  readonly _aws: {
    readonly Timestamp: number;
    readonly CloudWatchMetrics: ReadonlyArray<{
      readonly Namespace: string;
      readonly Dimensions: readonly string[][];
      readonly Metrics: ReadonlyArray<{ readonly Name: string; readonly Unit?: string }>;
    }>;
  };
  readonly [field: string]: unknown;
}

/** What a process wrote that is the guard's own. */
export interface GuardLines {
  readonly findings: readonly DetectionFinding[];
  /** Findings of values before any sink, beside whatever the sinks find. */
  readonly attempts: readonly DetectionFinding[];
  readonly metrics: readonly MetricLine[];
  /** Every other line. */
  readonly others: readonly string[];
}

/** Sorts the lines of a log: only raw lines count as the guard's, since wrapped ones reach neither metric nor alarm. */
export function guardLines(logs: string): GuardLines {
  const lines = logs.split('\n').filter(line => line !== '');
  const objects = lines.map(asObject);
  const findings = objects.filter(object => object?.class_uid === 2004) as unknown as DetectionFinding[];
  const metrics = objects.filter(object => object?._aws !== undefined) as unknown as MetricLine[];
  return {
    findings: findings.filter(finding => !isAttempt(finding)),
    attempts: findings.filter(isAttempt),
    metrics: metrics.filter(line => !metricNames(line).includes(METRICS.attempts)),
    others: lines.filter((_, index) => objects[index]?.class_uid !== 2004 && objects[index]?._aws === undefined),
  };
}

function isAttempt({ finding_info: { analytic } }: DetectionFinding): boolean {
  return analytic.name === 'screening';
}

/** The names of the metrics that a line carries. */
export function metricNames({ _aws }: MetricLine): string[] {
  return _aws.CloudWatchMetrics.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
}

function asObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
