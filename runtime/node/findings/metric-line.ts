import { DIMENSIONS, METRIC_NAMESPACE, type METRICS } from '../../../src/contract/metrics';

export type MetricName = (typeof METRICS)[keyof typeof METRICS];

/** A count of one metric. */
export interface MetricCount {
  readonly metric: MetricName;
  readonly functionName: string;
  readonly level: string;
  readonly now: Date;
  /** The kind of attack; a second dimension where there is one. */
  readonly kind?: string;
  /** @default 1 */
  readonly count?: number;
  /** Further fields of the line: searchable, never a dimension, since each value of a dimension is billed as a metric. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * The line in CloudWatch's Embedded Metric Format.
 *
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function metricLine({ metric, functionName, level, now, kind, count = 1, details }: MetricCount): object {
  const dimensions: string[][] = [[DIMENSIONS.functionName]];
  if (kind !== undefined) dimensions.push([DIMENSIONS.functionName, DIMENSIONS.kind]);
  return {
    level,
    timestamp: now.toISOString(),
    _aws: {
      Timestamp: now.getTime(),
      CloudWatchMetrics: [{ Namespace: METRIC_NAMESPACE, Dimensions: dimensions, Metrics: [{ Name: metric, Unit: 'Count' }] }],
    },
    [DIMENSIONS.functionName]: functionName,
    ...(kind === undefined ? {} : { [DIMENSIONS.kind]: kind }),
    [metric]: count,
    ...details,
  };
}
