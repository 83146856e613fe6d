import { CfnResource, Stack, Token } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { entriesOf } from './function-target';
import type { FunctionProperties, FunctionTarget, LoggingPart, TargetRole, TargetRuntime } from './function-target';

/** The L1 `CfnFunction` that stands alone: hand-written, or read by `CfnInclude`. */
export class CfnFunctionTarget implements FunctionTarget {
  public readonly scope: Construct;
  public readonly stack: Stack;
  public readonly logicalId: string;
  public readonly properties: FunctionProperties;
  public readonly runtime: TargetRuntime;

  public constructor(public readonly resource: lambda.CfnFunction, scope: Construct = resource) {
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

  /** Overrides, since the properties of an L1 may be any mixture of values and tokens that must stay as they are. */
  public setEnvironment(variables: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(variables)) {
      this.resource.addPropertyOverride(`Environment.Variables.${name}`, value);
    }
  }

  public addLayer(layer: lambda.ILayerVersion): void {
    const layers = Array.isArray(this.properties.Layers) ? this.properties.Layers : [];
    this.resource.addPropertyOverride('Layers', [...layers, layer.layerVersionArn]);
  }

  public setLogging(part: LoggingPart): void {
    const current = this.resource.loggingConfig;
    if (Token.isUnresolved(current) || hasOverride(this.resource, 'LoggingConfig')) {
      if (part.logGroup !== undefined) this.resource.addPropertyOverride('LoggingConfig.LogGroup', part.logGroup);
      if (part.logFormat !== undefined) this.resource.addPropertyOverride('LoggingConfig.LogFormat', part.logFormat);
      return;
    }
    this.resource.loggingConfig = { ...current, ...part };
  }
}

/** Whether the user wrote an override below one of the resource's properties. */
export function hasOverride(resource: CfnResource, property: string): boolean {
  const { rawOverrides } = resource as unknown as { readonly rawOverrides?: { readonly Properties?: object } };
  return rawOverrides?.Properties !== undefined && property in rawOverrides.Properties;
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
