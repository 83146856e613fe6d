import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Watched } from './alarm-definitions';
import type { MetricStat } from './watched-metrics';

/** The part of an alarm that says what it watches. */
export type AlarmMetrics = Pick<cloudwatch.CfnAlarmProps, 'namespace' | 'metricName' | 'dimensions' | 'statistic' | 'extendedStatistic' | 'period' | 'metrics'>;

type Query = cloudwatch.CfnAlarm.MetricDataQueryProperty;

/** What an alarm of one function watches. */
export function ownMetrics(watched: Exclude<Watched, { kind: 'unknown' }>, period: number): AlarmMetrics {
  return watched.kind === 'metric' ? single(watched.metric, period) : { metrics: silence(watched, period) };
}

/**
 * What an alarm watches that several functions share: the highest of their values, so that the threshold means what it
 * means for one.
 *
 * A function without values counts as zero, which no threshold is.
 */
export function sharedMetrics(members: readonly SharedMetric[], period: number): Query[] {
  const filled = members.map((_, index) => `FILL(m${index}, 0)`).join(', ');
  return [
    { id: 'highest', label: 'Highest of all', expression: `MAX([${filled}])`, returnData: true },
    ...members.map(({ metric, label }, index): Query => ({ ...query(`m${index}`, metric, period), label })),
  ];
}

/** One function's part of a shared alarm. */
export interface SharedMetric {
  readonly metric: MetricStat;
  /** What graphs call it. */
  readonly label: string;
}

function single({ namespace, metricName, dimensions, statistic }: MetricStat, period: number): AlarmMetrics {
  const isPercentile = /^p\d/.test(statistic);
  return { namespace, metricName, dimensions, period, ...(isPercentile ? { extendedStatistic: statistic } : { statistic }) };
}

/** One where the function was invoked and no guard announced itself, else zero. */
function silence({ invocations, heartbeat }: Extract<Watched, { kind: 'silence' }>, period: number): Query[] {
  return [
    {
      id: 'missing',
      label: 'Invoked without a heartbeat',
      expression: 'IF(FILL(invocations, 0) > 0 AND FILL(heartbeat, 0) == 0, 1, 0)',
      returnData: true,
    },
    query('invocations', invocations, period),
    query('heartbeat', heartbeat, period),
  ];
}

function query(id: string, { namespace, metricName, dimensions, statistic }: MetricStat, period: number): Query {
  return { id, metricStat: { metric: { namespace, metricName, dimensions }, stat: statistic, period }, returnData: false };
}
