import type { CfnResource, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Lambda's limit (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
export const MOST_LAYERS = 5;

/** What runs the function's code, as far as the template says. */
export type TargetRuntime =
  | { readonly kind: 'node'; readonly name: string; readonly major: number }
  | { readonly kind: 'other'; readonly name: string }
  | { readonly kind: 'image' }
  | { readonly kind: 'unknown' };

/** The role of a function: the function's own, or why it is left alone. */
export type TargetRole =
  | { readonly kind: 'own'; readonly role: iam.Role; readonly resource: iam.CfnRole }
  | ForeignRole;

/** A role that the guard does not change. */
export interface ForeignRole {
  readonly kind: 'foreign';
  readonly reason: string;
  /** What the user can do, where it is not the usual. */
  readonly cure?: string;
  /** Whether whoever makes the role allows it to write traces where tracing is on. */
  readonly followsTracing?: boolean;
}

/** A function that can be hardened, whatever construct stands for it. */
export interface FunctionTarget {
  /** Where new constructs of this function are made. */
  readonly scope: Construct;
  readonly resource: CfnResource;
  readonly stack: Stack;
  readonly logicalId: string;
  /** The name of the condition under which the template makes the function. */
  readonly condition?: string;
  /** The function's name as the template refers to it. */
  readonly functionName: string;
  readonly runtime: TargetRuntime;
  readonly role: TargetRole;
  /** A published version that stays as it is when the function changes, in words. */
  readonly keptVersion?: string;
  /** The L2 construct, where there is one. */
  readonly construct?: lambda.Function;
  /** The log group by its name before rendering, where the resource lets it be read. */
  readonly logGroupName?: string;
  /** The properties as they will stand in the template, overrides applied, before any measure. */
  readonly properties: FunctionProperties;
  /** The same with references that still follow the resource they name: what is written again is taken from here. */
  readonly live: FunctionProperties;
  setEnvironment(variables: Readonly<Record<string, string>>): void;
  /** Sets a variable to what is made of the value that it has otherwise, if any. */
  extendVariable(name: string, extend: (value: unknown) => string): void;
  addLayer(layer: lambda.ILayerVersion): void;
  setHandler(handler: string): void;
  setLogging(part: LoggingPart): void;
  setRecursiveLoop(value: string): void;
  setRuntimeUpdates(updateRuntimeOn: string): void;
  setTracing(mode: string): void;
}

/** The part of a function's logging that measures set. */
export interface LoggingPart {
  readonly logGroup?: string;
  readonly logFormat?: string;
}

/** Rendered properties that measures read; a value that is no literal is an intrinsic function or unknown. */
export interface FunctionProperties {
  readonly FunctionName?: unknown;
  readonly Handler?: unknown;
  readonly Runtime?: unknown;
  readonly PackageType?: unknown;
  readonly Code?: unknown;
  readonly Layers?: unknown;
  readonly Environment?: unknown;
  readonly LoggingConfig?: unknown;
  readonly TracingConfig?: unknown;
  readonly VpcConfig?: unknown;
  readonly RecursiveLoop?: unknown;
  readonly RuntimeManagementConfig?: unknown;
  readonly DeadLetterConfig?: unknown;
  readonly EventInvokeConfig?: unknown;
  readonly AutoPublishAlias?: unknown;
  readonly AutoPublishAliasAllProperties?: unknown;
  readonly Role?: unknown;
  readonly Timeout?: unknown;
  readonly ReservedConcurrentExecutions?: unknown;
}

/** Whether a rendered value is, or begins with, an intrinsic function: a property below it cannot be set without losing it. */
export function isIntrinsic(value: unknown): boolean {
  const names = Object.keys(entriesOf(value));
  return names.some(name => name.startsWith('Fn::')) || (names.length === 1 && names[0] === 'Ref');
}

/** The literal entries of a rendered object, or an empty object where it is none. */
export function entriesOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return value as Record<string, unknown>;
}
