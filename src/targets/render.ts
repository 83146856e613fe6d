import { Tokenization } from 'aws-cdk-lib';
import type { CfnElement, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { CountingResolver, EarlyResolver, LiveReferenceResolver } from './early-resolver';
import { isIntrinsic } from './function-target';
import type { FunctionProperties } from './function-target';

const EARLY = new EarlyResolver();

/** A resource as it will stand in the template, overrides applied. */
export interface RenderedResource {
  readonly logicalId: string;
  readonly properties: FunctionProperties;
  /** The name of the condition under which it is made. */
  readonly condition?: string;
}

/** Rendering is the only view that has every override in it, whoever wrote it. */
export function renderResource(resource: CfnResource): RenderedResource {
  const { properties, condition } = partsOf(early(definitionOf(resource), resource));
  return { logicalId: logicalIdOf(resource), properties, condition };
}

/** The properties with references that still follow the resource they name, for values that are written again. */
export function livePropertiesOf(resource: CfnResource): FunctionProperties {
  return partsOf(live(definitionOf(resource), resource)).properties;
}

/**
 * What a resource has under its logical id, rendered under the same id as every other.
 *
 * V8 makes a hidden class for each key that no object had before and has room for a thousand or so: with one a function
 * all that CDK renders later, which is far more, would be slow and large.
 */
function definitionOf(resource: CfnResource): unknown {
  const { Resources = {} } = underOneId(resource, () => resource._toCloudFormation()) as { readonly Resources?: object };
  const [definition] = Object.values(Resources);
  if (definition === undefined) throw new Error('it renders to nothing');
  return definition;
}

function underOneId<T>(resource: CfnResource, render: () => T): T {
  const own = Object.getOwnPropertyDescriptor(resource, 'logicalId');
  if (own?.writable !== true) return render();
  const held = resource as { logicalId: string };
  const { logicalId } = held;
  try {
    held.logicalId = 'Resource';
    return render();
  } finally {
    held.logicalId = logicalId;
  }
}

/** A value with everything resolved but references. */
export function live(value: unknown, scope: IConstruct): unknown {
  const resolver = new LiveReferenceResolver();
  return resolver.revive(Tokenization.resolve(value, { scope, resolver, preparing: false }));
}

/** How many items a list has at most, without a look at them; nothing where that is not known before deployment. */
export function mostItems(list: unknown, scope: IConstruct): number | undefined {
  const items: unknown = Tokenization.resolve(list, { scope, resolver: new CountingResolver(), preparing: false });
  if (items === undefined) return 0;
  return Array.isArray(items) ? items.length : undefined;
}

/** The logical id, before CDK fixes it. */
export function logicalIdOf(element: CfnElement): string {
  return String(early(element.logicalId, element));
}

/** The part of the template that an element brings, such as the sections of an included template. */
export function renderElement(element: CfnElement): object {
  return early(element._toCloudFormation(), element) as object;
}

function early(value: unknown, scope: IConstruct): unknown {
  return Tokenization.resolve(value, { scope, resolver: EARLY, preparing: false });
}

function partsOf(definition: unknown): Omit<RenderedResource, 'logicalId'> {
  const { Properties: properties = {}, Condition: condition } = definition as Rendered;
  if (isIntrinsic(properties)) throw new Error('they are an intrinsic function as a whole');
  return { properties, condition };
}

interface Rendered {
  readonly Properties?: object;
  readonly Condition?: string;
}
