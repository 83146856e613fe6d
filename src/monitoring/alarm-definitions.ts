import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { DIMENSIONS, HEARTBEAT_MINUTES, METRICS, METRIC_NAMESPACE } from '../contract/metrics';

/** The metric of an alarm: one by name, or an expression over several. */
type AlarmMetric = Pick<cloudwatch.CfnAlarmProps, 'namespace' | 'metricName' | 'dimensions' | 'statistic' | 'period' | 'metrics'>;

/** What one alarm watches, and from which value on. */
export interface AlarmDefinition {
  /** Id of the alarm's construct. */
  readonly id: string;
  readonly description: string;
  readonly metric: (functionName: string) => AlarmMetric;
  readonly threshold: number;
  /** Consecutive periods that must reach the threshold. */
  readonly periods: number;
  /** Whether only a function with the guard has the metric. */
  readonly needsGuard: boolean;
}

/** Seconds; alarms on attacks shall not wait for longer than CloudWatch's usual period. */
const PERIOD = 300;
/** Seconds; two of the guard's own intervals, so that a metric that arrives late does not count as missing. */
const HEARTBEAT_PERIOD = 2 * HEARTBEAT_MINUTES * 60;
const LAMBDA_NAMESPACE = 'AWS/Lambda';
const SUM = 'Sum';

/** The alarms of one function, the most important first: a stack without room for all goes without the last. */
export const ALARMS = {
  attacks: {
    id: 'AttacksAlarm',
    description: 'The guard blocked an attack',
    metric: functionName => single(METRIC_NAMESPACE, METRICS.attacksBlocked, functionName),
    threshold: 1,
    periods: 1,
    needsGuard: true,
  },
  heartbeat: {
    id: 'HeartbeatAlarm',
    description: 'The function is invoked, but its guard is silent',
    metric: missingHeartbeat,
    threshold: 1,
    periods: 2,
    needsGuard: true,
  },
  errors: {
    id: 'ErrorsAlarm',
    description: 'The function fails repeatedly',
    metric: functionName => single(LAMBDA_NAMESPACE, 'Errors', functionName),
    threshold: 5,
    periods: 1,
    needsGuard: false,
  },
  throttles: {
    id: 'ThrottlesAlarm',
    description: 'Invocations of the function are refused for want of concurrency',
    metric: functionName => single(LAMBDA_NAMESPACE, 'Throttles', functionName),
    threshold: 1,
    periods: 1,
    needsGuard: false,
  },
} as const satisfies Record<string, AlarmDefinition>;

export type AlarmName = keyof typeof ALARMS;

function single(namespace: string, metricName: string, functionName: string): AlarmMetric {
  return { namespace, metricName, dimensions: dimensionsOf(functionName), statistic: SUM, period: PERIOD };
}

/**
 * One where the function was invoked and no guard announced itself, else zero.
 *
 * An environment announces itself at most once in `HEARTBEAT_MINUTES`, so one period may rightly be silent; two in a row,
 * each at least that long, may not.
 */
function missingHeartbeat(functionName: string): AlarmMetric {
  const part = (id: string, namespace: string, metricName: string): cloudwatch.CfnAlarm.MetricDataQueryProperty => ({
    id,
    metricStat: { metric: { namespace, metricName, dimensions: dimensionsOf(functionName) }, stat: SUM, period: HEARTBEAT_PERIOD },
    returnData: false,
  });
  return {
    metrics: [
      {
        id: 'missing',
        label: 'Invoked without a heartbeat',
        expression: 'IF(FILL(invocations, 0) > 0 AND FILL(heartbeat, 0) == 0, 1, 0)',
        returnData: true,
      },
      part('invocations', LAMBDA_NAMESPACE, 'Invocations'),
      part('heartbeat', METRIC_NAMESPACE, METRICS.heartbeat),
    ],
  };
}

function dimensionsOf(functionName: string): cloudwatch.CfnAlarm.DimensionProperty[] {
  return [{ name: DIMENSIONS.functionName, value: functionName }];
}
