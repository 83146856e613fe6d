import { Token } from 'aws-cdk-lib';
import type { CfnResource, IResolveContext } from 'aws-cdk-lib';
import { entriesOf } from './function-target';

/** A resource's properties as its construct holds them: an L1 under its own names, a raw resource under CloudFormation's. */
interface Held {
  readonly cfnProperties: Readonly<Record<string, unknown>>;
  readonly rawOverrides?: { readonly Properties?: object };
}

/** Whether the user wrote an override below one of the resource's properties. */
export function hasOverride(resource: CfnResource, property: string): boolean {
  const { rawOverrides } = resource as unknown as Held;
  return rawOverrides?.Properties !== undefined && property in rawOverrides.Properties;
}

/** The list of layers without overrides, resolved when the template is written. */
export function ownLayers(resource: CfnResource, context: IResolveContext): readonly unknown[] {
  const layers = ownValue(resource, 'Layers', context);
  return Array.isArray(layers) ? layers : [];
}

/** A variable without overrides, resolved when the template is written. */
export function ownVariable(resource: CfnResource, name: string, context: IResolveContext): unknown {
  const environment = entriesOf(opened(heldValue(resource, 'Environment'), context));
  const variables = entriesOf(opened(environment.Variables ?? environment.variables, context));
  return context.resolve(variables[name]);
}

/** What is not itself a token stays as it is, so that only the one entry is resolved which is asked for. */
function opened(value: unknown, context: IResolveContext): unknown {
  return Token.isUnresolved(value) ? context.resolve(value) : value;
}

function ownValue(resource: CfnResource, property: string, context: IResolveContext): unknown {
  return context.resolve(heldValue(resource, property));
}

/** A property as the construct holds it, by CloudFormation's name. */
export function heldValue(resource: CfnResource, property: string): unknown {
  const { cfnProperties: held } = resource as unknown as Held;
  return held[property] ?? held[property.charAt(0).toLowerCase() + property.slice(1)];
}
