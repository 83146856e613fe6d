import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { DIMENSIONS, METRICS, METRIC_NAMESPACE } from '../contract/metrics';

/** Alarms on attacks shall not wait for longer than CloudWatch's usual period. */
const PERIOD = Duration.minutes(5);

/** A metric that the guard writes for one function. */
export function guardMetric(name: keyof typeof METRICS, functionName: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRIC_NAMESPACE,
    metricName: METRICS[name],
    dimensionsMap: { [DIMENSIONS.functionName]: functionName },
    statistic: cloudwatch.Stats.SUM,
    period: PERIOD,
    ...options,
  });
}

/** A metric that Lambda writes for one function. */
export function lambdaMetric(metricName: 'Invocations' | 'Errors' | 'Throttles', functionName: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: functionName },
    statistic: cloudwatch.Stats.SUM,
    period: PERIOD,
    ...options,
  });
}
