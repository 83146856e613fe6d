import { Token } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { entriesOf } from './function-target';
import type { LoggingPart } from './function-target';
import { hasOverride } from './own-values';
import { ResourceTarget } from './resource-target';

/** The L1 `CfnFunction` that stands alone: hand-written, or read by `CfnInclude`. */
export class CfnFunctionTarget extends ResourceTarget<lambda.CfnFunction> {
  /** The log group by its name, which may be a reference to a group in this app. */
  public get logGroupName(): string | undefined {
    if (hasOverride(this.resource, 'LoggingConfig')) return this.overriddenLogGroup();
    return ((this.resource.loggingConfig ?? {}) as lambda.CfnFunction.LoggingConfigProperty).logGroup;
  }

  private overriddenLogGroup(): string | undefined {
    const { LogGroup: logGroup } = entriesOf(this.live.LoggingConfig);
    return logGroup === undefined ? undefined : Token.asString(logGroup);
  }

  public override setHandler(handler: string): void {
    this.resource.handler = handler;
  }

  public override setLogging(part: LoggingPart): void {
    const current = this.resource.loggingConfig;
    if (Token.isUnresolved(current) || hasOverride(this.resource, 'LoggingConfig')) return super.setLogging(part);
    this.resource.loggingConfig = { ...current, ...part };
  }

  public override setRecursiveLoop(value: string): void {
    this.resource.recursiveLoop = value;
  }

  public override setRuntimeUpdates(updateRuntimeOn: string): void {
    this.resource.runtimeManagementConfig = { updateRuntimeOn };
  }

  public override setTracing(mode: string): void {
    this.resource.tracingConfig = { mode };
  }
}
