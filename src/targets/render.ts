import { Tokenization } from 'aws-cdk-lib';
import type { CfnElement, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { CountingResolver, EarlyResolver, LiveReferenceResolver } from './early-resolver';
import { isIntrinsic } from './function-target';
import type { FunctionProperties } from './function-target';

const EARLY = new EarlyResolver();
const COUNTING = new CountingResolver();

/** A resource as it will stand in the template, overrides applied. */
export interface RenderedResource {
  readonly logicalId: string;
  readonly properties: FunctionProperties;
  /** The name of the condition under which it is made. */
  readonly condition?: string;
}

/** Rendering is the only view that has every override in it, whoever wrote it. */
export function renderResource(resource: CfnResource): RenderedResource {
  return entryOf(renderElement(resource));
}

/** The properties with references that still follow the resource they name, for values that are written again. */
export function livePropertiesOf(resource: CfnResource): FunctionProperties {
  return entryOf(live(resource._toCloudFormation(), resource) as object).properties;
}

/** A value with everything resolved but references. */
export function live(value: unknown, scope: IConstruct): unknown {
  const resolver = new LiveReferenceResolver();
  return resolver.revive(Tokenization.resolve(value, { scope, resolver, preparing: false }));
}

/** How many items a list has at most, without a look at them; nothing where that is not known before deployment. */
export function mostItems(list: unknown, scope: IConstruct): number | undefined {
  const items: unknown = Tokenization.resolve(list, { scope, resolver: COUNTING, preparing: false });
  if (items === undefined) return 0;
  return Array.isArray(items) ? items.length : undefined;
}

/** The logical id, before CDK fixes it. */
export function logicalIdOf(element: CfnElement): string {
  return String(Tokenization.resolve(element.logicalId, { scope: element, resolver: EARLY, preparing: false }));
}

/** The part of the template that an element brings, such as the sections of an included template. */
export function renderElement(element: CfnElement): object {
  return Tokenization.resolve(element._toCloudFormation(), { scope: element, resolver: EARLY, preparing: false }) as object;
}

function entryOf(template: object): RenderedResource {
  const { Resources = {} } = template as { readonly Resources?: Readonly<Record<string, Rendered>> };
  const [entry] = Object.entries(Resources);
  if (entry === undefined) throw new Error('it renders to nothing');
  const [logicalId, { Properties: properties = {}, Condition: condition }] = entry;
  if (isIntrinsic(properties)) throw new Error('they are an intrinsic function as a whole');
  return { logicalId, properties, condition };
}

interface Rendered {
  readonly Properties?: object;
  readonly Condition?: string;
}
