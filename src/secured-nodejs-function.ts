import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { defaultEntry } from './default-entry';
import { GuardMetrics } from './guard-metrics';
import { declareComplete, declarePermission } from './hardening/permissions/declare';
import { secureConstruct, securedLogGroup, validProps } from './hardening/secure-construct';
import type { ServerlessGuardOptions } from './options';

/** Properties of `SecuredNodejsFunction`: those of `NodejsFunction`, and how it is protected. */
export interface SecuredNodejsFunctionProps extends nodejs.NodejsFunctionProps, ServerlessGuardOptions {}

/** `NodejsFunction` itself takes Node 16 unless a feature flag is on. */
const NEWEST_NODE = lambda.Runtime.NODEJS_24_X;

/**
 * A Node function, bundled by esbuild, with a runtime guard, a scoped role, kept logs and alarms.
 *
 * A drop-in for `NodejsFunction`: whatever its properties or later calls set is kept.
 */
export class SecuredNodejsFunction extends nodejs.NodejsFunction {
  /**
   * @param scope The construct around it.
   * @param id Its id there.
   * @param props The properties of `NodejsFunction`, and how it is protected; the runtime is the newest Node unless given.
   */
  public constructor(scope: Construct, id: string, props: SecuredNodejsFunctionProps = {}) {
    super(scope, id, { ...validProps(scope, id, props), runtime: props.runtime ?? NEWEST_NODE, ...defaultEntry(id, props) });
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
