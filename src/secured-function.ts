import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { GuardMetrics } from './guard-metrics';
import { declareComplete, declarePermission } from './hardening/permissions/declare';
import { secureConstruct, securedLogGroup, validProps } from './hardening/secure-construct';
import type { ServerlessGuardOptions } from './options';

/** Properties of `SecuredFunction`: those of `lambda.Function`, and how it is protected. */
export interface SecuredFunctionProps extends lambda.FunctionProps, ServerlessGuardOptions {}

/**
 * A Lambda function with a runtime guard, a scoped role, kept logs and alarms.
 *
 * A drop-in for `lambda.Function`: whatever its properties or later calls set is kept.
 */
export class SecuredFunction extends lambda.Function {
  /**
   * @param scope The construct around it.
   * @param id Its id there.
   * @param props The properties of `lambda.Function`, and how it is protected.
   */
  public constructor(scope: Construct, id: string, props: SecuredFunctionProps) {
    super(scope, id, validProps(scope, id, props));
    secureConstruct(this, props);
  }

  /** The log group where this function writes; its own unless another was given. */
  public override get logGroup(): logs.ILogGroup {
    return securedLogGroup(this) ?? super.logGroup;
  }

  /**
   * Declares a permission that this function needs and that its code does not tell: with `PermissionsMode.ENFORCE` it is written
   * into the function's role, and settles what could not be resolved of the action.
   *
   * @param action An IAM action, such as `dynamodb:GetItem`.
   * @param resourceArn The ARN of what it is about; `*` where the action takes no resource.
   */
  public declarePermission(action: string, resourceArn: string): void {
    declarePermission(this, action, resourceArn);
  }

  /**
   * Declares that this function needs nothing beyond what is found in its code and declared, so that `PermissionsMode.ENFORCE`
   * narrows its grants though some of its code could not be followed.
   *
   * @param reason Why that is known.
   */
  public declareComplete(reason: string): void {
    declareComplete(this, reason);
  }

  /**
   * Attacks that the guard blocked.
   *
   * @param props How the metric is read.
   */
  public metricAttacks(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return GuardMetrics.of(this).metricAttacks(props);
  }

  /**
   * Attacks that the guard saw in report mode and let pass.
   *
   * @param props How the metric is read.
   */
  public metricAttacksReported(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return GuardMetrics.of(this).metricAttacksReported(props);
  }

  /**
   * Errors of the guard itself; the handler never sees them.
   *
   * @param props How the metric is read.
   */
  public metricGuardErrors(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return GuardMetrics.of(this).metricGuardErrors(props);
  }

  /**
   * The guard's sign of life: one at every cold start, then at most one in five minutes while invoked.
   *
   * @param props How the metric is read.
   */
  public metricHeartbeat(props?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return GuardMetrics.of(this).metricHeartbeat(props);
  }
}
