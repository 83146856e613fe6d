import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { guardMetric, lambdaMetric } from './metrics';
import { HEARTBEAT_MINUTES } from '../contract/metrics';

/** What one alarm watches, and from which value on. */
export interface AlarmDefinition {
  /** Id of the alarm's construct. */
  readonly id: string;
  readonly description: string;
  readonly metric: (functionName: string) => cloudwatch.IMetric;
  readonly threshold: number;
  /** Consecutive periods that must reach the threshold. */
  readonly periods: number;
  /** Whether only a function with the guard has the metric. */
  readonly needsGuard: boolean;
}

/** The alarms of one function, the most important first: a stack without room for all goes without the last. */
export const ALARMS = {
  attacks: {
    id: 'AttacksAlarm',
    description: 'The guard blocked an attack',
    metric: functionName => guardMetric('attacksBlocked', functionName),
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
    metric: functionName => lambdaMetric('Errors', functionName),
    threshold: 5,
    periods: 1,
    needsGuard: false,
  },
  throttles: {
    id: 'ThrottlesAlarm',
    description: 'Invocations of the function are refused for want of concurrency',
    metric: functionName => lambdaMetric('Throttles', functionName),
    threshold: 1,
    periods: 1,
    needsGuard: false,
  },
} as const satisfies Record<string, AlarmDefinition>;

export type AlarmName = keyof typeof ALARMS;

/**
 * One where the function was invoked and no guard announced itself, else zero.
 *
 * An environment announces itself at most once in `HEARTBEAT_MINUTES`, so one period may rightly be silent; two in a row,
 * each at least that long, may not.
 */
function missingHeartbeat(functionName: string): cloudwatch.IMetric {
  const period = Duration.minutes(2 * HEARTBEAT_MINUTES);
  return new cloudwatch.MathExpression({
    label: 'Invoked without a heartbeat',
    expression: 'IF(FILL(invocations, 0) > 0 AND FILL(heartbeat, 0) == 0, 1, 0)',
    usingMetrics: {
      invocations: lambdaMetric('Invocations', functionName, { period }),
      heartbeat: guardMetric('heartbeat', functionName, { period }),
    },
    period,
  });
}
