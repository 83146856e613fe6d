import { Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { entriesOf } from './function-target';
import type { FunctionProperties, FunctionTarget, LoggingPart, TargetRole, TargetRuntime } from './function-target';
import { livePropertiesOf, renderResource } from './render';

/** Any resource that renders to `AWS::Lambda::Function`, above all a raw `CfnResource`; everything is set by overrides. */
export class ResourceTarget<T extends CfnResource = CfnResource> implements FunctionTarget {
  public readonly scope: Construct;
  public readonly stack: Stack;
  public readonly logicalId: string;
  public readonly condition?: string;
  public readonly properties: FunctionProperties;
  public readonly runtime: TargetRuntime;
  private ownLive?: FunctionProperties;

  /**
   * @param resource The function's resource.
   * @param scope Where its own constructs are made.
   * @param complete What the resource's own properties amount to, where some are inherited.
   */
  public constructor(
    public readonly resource: T,
    scope: Construct = resource,
    private readonly complete: (own: FunctionProperties) => FunctionProperties = own => own,
  ) {
    this.scope = scope;
    this.stack = Stack.of(resource);
    const { logicalId, properties, condition } = renderResource(resource);
    this.logicalId = logicalId;
    this.condition = condition;
    this.properties = complete(properties);
    this.runtime = runtimeOf(this.properties);
  }

  public get live(): FunctionProperties {
    return this.complete(this.readOwnLive());
  }

  /** A plain `Ref` for L2 functions too, whose own attribute is made for references across environments and costs more. */
  public get functionName(): string {
    return this.resource.ref;
  }

  public get role(): TargetRole {
    return { kind: 'foreign', reason: 'its role is written by hand' };
  }

  /** The properties of a raw resource are out of reach, and those of an L1 may be any mixture of values and tokens that must stay. */
  public setEnvironment(variables: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      this.resource.addPropertyOverride(`Environment.Variables.${name}`, value);
    }
  }

  public addLayer(layer: lambda.ILayerVersion): void {
    const { Layers: layers } = this.readOwnLive();
    this.resource.addPropertyOverride('Layers', [...Array.isArray(layers) ? layers : [], layer.layerVersionArn]);
  }

  public setHandler(handler: string): void {
    this.resource.addPropertyOverride('Handler', handler);
  }

  public setLogging(part: LoggingPart): void {
    if (part.logGroup !== undefined) this.resource.addPropertyOverride('LoggingConfig.LogGroup', part.logGroup);
    if (part.logFormat !== undefined) this.resource.addPropertyOverride('LoggingConfig.LogFormat', part.logFormat);
  }

  public setRecursiveLoop(value: string): void {
    this.resource.addPropertyOverride('RecursiveLoop', value);
  }

  public setRuntimeUpdates(updateRuntimeOn: string): void {
    this.resource.addPropertyOverride('RuntimeManagementConfig.UpdateRuntimeOn', updateRuntimeOn);
  }

  public setTracing(mode: string): void {
    this.resource.addPropertyOverride('TracingConfig.Mode', mode);
  }

  /** Rendered a second time, and only for the few functions where something is written again. */
  private readOwnLive(): FunctionProperties {
    this.ownLive ??= livePropertiesOf(this.resource);
    return this.ownLive;
  }
}

function runtimeOf(properties: FunctionProperties): TargetRuntime {
  if (properties.PackageType === 'Image' || entriesOf(properties.Code).ImageUri !== undefined) return { kind: 'image' };
  if (typeof properties.Runtime !== 'string') return { kind: 'unknown' };
  const major = /^nodejs(\d+)\.x$/.exec(properties.Runtime)?.[1];
  return major === undefined
    ? { kind: 'other', name: properties.Runtime }
    : { kind: 'node', name: properties.Runtime, major: Number(major) };
}
