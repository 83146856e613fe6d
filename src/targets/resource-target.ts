import { Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { entriesOf } from './function-target';
import type { FunctionProperties, FunctionTarget, LoggingPart, TargetRole, TargetRuntime } from './function-target';

/** Any resource that renders to `AWS::Lambda::Function`, above all a raw `CfnResource`; everything is set by overrides. */
export class ResourceTarget<T extends CfnResource = CfnResource> implements FunctionTarget {
  public readonly scope: Construct;
  public readonly stack: Stack;
  public readonly logicalId: string;
  public readonly properties: FunctionProperties;
  public readonly runtime: TargetRuntime;

  public constructor(public readonly resource: T, scope: Construct = resource) {
    this.scope = scope;
    this.stack = Stack.of(resource);
    const { logicalId, properties } = rendered(resource, this.stack);
    this.logicalId = logicalId;
    this.properties = properties;
    this.runtime = runtimeOf(this.properties);
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
    const layers = Array.isArray(this.properties.Layers) ? this.properties.Layers : [];
    this.resource.addPropertyOverride('Layers', [...layers, layer.layerVersionArn]);
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
}

/** Rendering is the only view that has every override in it, whoever wrote it. */
function rendered(resource: CfnResource, stack: Stack): { readonly logicalId: string; readonly properties: FunctionProperties } {
  const template = stack.resolve(resource._toCloudFormation()) as { readonly Resources: Readonly<Record<string, { readonly Properties?: object }>> };
  const [entry] = Object.entries(template.Resources);
  if (entry === undefined) throw new Error('it renders to nothing');
  const [logicalId, { Properties: properties = {} }] = entry;
  return { logicalId, properties };
}

function runtimeOf(properties: FunctionProperties): TargetRuntime {
  if (properties.PackageType === 'Image' || entriesOf(properties.Code).ImageUri !== undefined) return { kind: 'image' };
  if (typeof properties.Runtime !== 'string') return { kind: 'unknown' };
  const major = /^nodejs(\d+)\.x$/.exec(properties.Runtime)?.[1];
  return major === undefined
    ? { kind: 'other', name: properties.Runtime }
    : { kind: 'node', name: properties.Runtime, major: Number(major) };
}
