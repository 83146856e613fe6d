import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { DIMENSIONS, METRICS, METRIC_NAMESPACE } from '../contract/metrics';

/** One metric of one function, with the statistic by which it is watched. */
export interface MetricStat {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: cloudwatch.CfnAlarm.DimensionProperty[];
  readonly statistic: string;
}

export function guardCount(metric: keyof typeof METRICS, functionName: string): MetricStat {
  return { namespace: METRIC_NAMESPACE, metricName: METRICS[metric], dimensions: ofFunction(functionName), statistic: 'Sum' };
}

export function lambdaMetric(metricName: string, functionName: string, statistic: string): MetricStat {
  return { namespace: 'AWS/Lambda', metricName, dimensions: ofFunction(functionName), statistic };
}

export function queueDepth(queueName: string): MetricStat {
  return {
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: [{ name: 'QueueName', value: queueName }],
    statistic: 'Maximum',
  };
}

function ofFunction(functionName: string): cloudwatch.CfnAlarm.DimensionProperty[] {
  return [{ name: DIMENSIONS.functionName, value: functionName }];
}
