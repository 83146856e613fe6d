import { CfnElement, CfnOutput, Reference, Stack, Tokenization } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { heldValue } from './own-values';
import { live, livePropertiesOf, logicalIdOf } from './render';

/** The constructs that a property of a resource mentions; none where it cannot be read yet. */
export function mentionedIn(resource: CfnResource, property: string): IConstruct[] {
  try {
    return mentioned(ownOrRendered(resource, property), Stack.of(resource));
  } catch {
    return [];
  }
}

/** Rendering a whole resource takes a hundred times as long as looking at the one token that an L1 holds. */
function ownOrRendered(resource: CfnResource, property: string): unknown {
  const held = heldValue(resource, property);
  if (typeof held === 'string') return Tokenization.reverseString(held).tokens.filter(Reference.isReference);
  return (livePropertiesOf(resource) as Readonly<Record<string, unknown>>)[property];
}

/** The constructs that an expression with live references mentions, in whatever form; exports of the same app are followed. */
export function mentioned(expression: unknown, stack: Stack): IConstruct[] {
  if (Reference.isReference(expression)) return [expression.target];
  if (Array.isArray(expression)) return expression.flatMap(item => mentioned(item, stack));
  if (typeof expression !== 'object' || expression === null) return [];
  return Object.entries(expression).flatMap(([name, argument]) => [
    ...logicalIdsIn(name, argument).flatMap(id => elementNamed(stack, id)),
    ...(name === 'Fn::ImportValue' && typeof argument === 'string' ? exported(stack, argument) : []),
    ...mentioned(argument, stack),
  ]);
}

function logicalIdsIn(intrinsic: string, argument: unknown): string[] {
  if (intrinsic === 'Ref') return typeof argument === 'string' ? [argument] : [];
  if (intrinsic === 'Fn::GetAtt') return [argument].flat().slice(0, 1).map(String);
  if (intrinsic !== 'Fn::Sub') return [];
  return [...String([argument].flat()[0]).matchAll(/\$\{([^!:}]+)\}/g)].map(match => match[1] ?? '');
}

/** SAM has names such as `Orders.Version` for what it makes of a function. */
function elementNamed(stack: Stack, reference: string): CfnElement[] {
  return elementsOf(stack).get(reference.split('.')[0] ?? '') ?? [];
}

const ELEMENTS = new WeakMap<Stack, ReadonlyMap<string, CfnElement[]>>();

/** The elements of a stack by logical id, read once per stack. */
function elementsOf(stack: Stack): ReadonlyMap<string, CfnElement[]> {
  const known = ELEMENTS.get(stack);
  if (known !== undefined) return known;
  const made = new Map<string, CfnElement[]>();
  for (const node of stack.node.findAll()) {
    // The id of a version is a hash of its function; computing it takes long and is of no use here.
    if (!CfnElement.isCfnElement(node) || Stack.of(node) !== stack || node.node.scope instanceof lambda.Version) continue;
    made.set(logicalIdOf(node), [node]);
  }
  ELEMENTS.set(stack, made);
  return made;
}

function exported(stack: Stack, name: string): IConstruct[] {
  const outputs = stack.node.root.node.findAll().filter(node => node instanceof CfnOutput);
  return outputs.filter(output => output.exportName === name).flatMap(output => mentioned(live(output.value, output), Stack.of(output)));
}
