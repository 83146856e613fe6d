import { Lazy, Stack } from 'aws-cdk-lib';
import type { CfnResource, IResolveContext } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { explicitVersionOf } from './explicit-versions';
import { MOST_LAYERS, entriesOf } from './function-target';
import type { FunctionProperties, FunctionTarget, LoggingPart, TargetRole, TargetRuntime } from './function-target';
import { hasOverride, ownLayers, ownVariable } from './own-values';
import { livePropertiesOf, renderResource } from './render';

/**
 * Any resource that renders to `AWS::Lambda::Function`, above all a raw `CfnResource`.
 *
 * Everything is set by overrides: the properties of a raw resource are out of reach, and those of an L1 may be any mixture
 * of values and tokens that must stay.
 */
export class ResourceTarget<T extends CfnResource = CfnResource> implements FunctionTarget {
  public readonly scope: Construct;
  public readonly stack: Stack;
  public readonly logicalId: string;
  public readonly condition?: string;
  public readonly properties: FunctionProperties;
  public readonly runtime: TargetRuntime;
  /** Where the user's overrides are; the guard's own come later. */
  private readonly overridden: ReadonlySet<string>;
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
    this.overridden = new Set(['Environment', 'Layers'].filter(property => hasOverride(resource, property)));
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

  public get keptVersion(): string | undefined {
    return explicitVersionOf(this.resource)?.node.path;
  }

  public setEnvironment(variables: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) this.resource.addPropertyOverride(`Environment.Variables.${name}`, value);
    if (this.overridden.has('Environment')) this.keepDeleted(variables);
  }

  /** When the template is written, since aspects that come later may set the variable too. */
  public extendVariable(name: string, extend: (value: unknown) => string): void {
    const path = `Environment.Variables.${name}`;
    const value = this.variable(name);
    if (this.overridden.has('Environment')) return this.resource.addPropertyOverride(path, extend(value));
    const produce = (context: IResolveContext): unknown => {
      const own = ownVariable(this.resource, name, context) ?? value;
      return this.hasRoomForLayer(ownLayers(this.resource, context)) ? extend(own) : own;
    };
    return this.resource.addPropertyOverride(path, Lazy.uncachedAny({ produce }));
  }

  /** When the template is written, since the guard's layer must be the last: Lambda unpacks it over those before. */
  public addLayer({ layerVersionArn }: lambda.ILayerVersion): void {
    if (this.overridden.has('Layers')) {
      return this.resource.addPropertyOverride('Layers', [...this.readOwnLive().Layers as unknown[], layerVersionArn]);
    }
    const produce = (context: IResolveContext): unknown => {
      const own = ownLayers(this.resource, context);
      return this.hasRoomForLayer(own) ? [...own, layerVersionArn] : own;
    };
    return this.resource.addPropertyOverride('Layers', Lazy.uncachedAny({ produce }));
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

  /** Aspects that come later may take the last place; what they add is the user's. */
  private hasRoomForLayer(own: readonly unknown[]): boolean {
    if (this.runtime.kind === 'image') return true;
    const { Layers: all } = this.complete({ Layers: own });
    return !Array.isArray(all) || all.length < MOST_LAYERS;
  }

  /** Where the user's override deletes the environment, an override of one variable would bring all of them back. */
  private keepDeleted(set: Readonly<Record<string, string>>): void {
    const known = { ...entriesOf(entriesOf(this.properties.Environment).Variables), ...set };
    const { Variables: now } = entriesOf(renderResource(this.resource).properties.Environment);
    for (const name of Object.keys(entriesOf(now))) {
      if (!(name in known)) this.resource.addPropertyDeletionOverride(`Environment.Variables.${name}`);
    }
  }

  private variable(name: string): unknown {
    const rendered = entriesOf(entriesOf(this.properties.Environment).Variables)[name];
    return typeof rendered === 'object' ? entriesOf(entriesOf(this.live.Environment).Variables)[name] : rendered;
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
