import { Duration } from 'aws-cdk-lib';
import type { interfaces } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { DIMENSIONS, METRICS, METRIC_NAMESPACE } from './contract/metrics';

/**
 * The metrics that the guard writes for one function, whatever put the guard there.
 *
 * `SecuredFunction` has the same methods itself.
 */
export class GuardMetrics {
  /**
   * The metrics of a function.
   *
   * @param fn Any function with the guard, such as one of an app under `ServerlessGuard.protect(app)`.
   */
  public static of(fn: interfaces.aws_lambda.IFunctionRef): GuardMetrics {
    return new GuardMetrics(fn);
  }

  private constructor(private readonly fn: interfaces.aws_lambda.IFunctionRef) {}

  /**
   * Attacks that the guard blocked.
   *
   * @param props How the metric is read.
   */
  public metricAttacks(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('attacksBlocked', props);
  }

  /**
   * Attacks that the guard saw in report mode and let pass.
   *
   * @param props How the metric is read.
   */
  public metricAttacksReported(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('attacksReported', props);
  }

  /**
   * Errors of the guard itself; the handler never sees them.
   *
   * @param props How the metric is read.
   */
  public metricGuardErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('guardErrors', props);
  }

  /**
   * The guard's sign of life: one at every cold start, then at most one in five minutes while invoked.
   *
   * @param props How the metric is read.
   */
  public metricHeartbeat(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('heartbeat', props);
  }

  /** A sum over five minutes unless the options say otherwise. */
  private metric(name: keyof typeof METRICS, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: METRIC_NAMESPACE,
      metricName: METRICS[name],
      dimensionsMap: { [DIMENSIONS.functionName]: this.fn.functionRef.functionName },
      statistic: cloudwatch.Stats.SUM,
      period: Duration.minutes(5),
      ...options,
    }).attachTo(this.fn);
  }
}
