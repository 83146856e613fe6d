import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { DIMENSIONS, METRICS, METRIC_NAMESPACE } from '../contract/metrics';

/** A metric that the guard writes for one function: a sum over five minutes unless the options say otherwise. */
export function guardMetric(name: keyof typeof METRICS, functionName: string, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: METRIC_NAMESPACE,
    metricName: METRICS[name],
    dimensionsMap: { [DIMENSIONS.functionName]: functionName },
    statistic: cloudwatch.Stats.SUM,
    period: Duration.minutes(5),
    ...options,
  });
}
