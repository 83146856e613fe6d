import { Stack } from 'aws-cdk-lib';
import type { CfnResource } from 'aws-cdk-lib';
import type { FunctionTarget } from '../targets/function-target';

/** How resources may name a function, an alias or a version. */
export interface Names {
  readonly id: string;
  readonly stack: Stack;
  readonly literals: readonly string[];
}

export function namesOfFunction({ logicalId, stack, properties: { FunctionName } }: FunctionTarget): Names {
  return { id: logicalId, stack, literals: typeof FunctionName === 'string' ? [FunctionName] : [] };
}

export function namesOfResource(resource: CfnResource, literals: readonly string[] = []): Names {
  const stack = Stack.of(resource);
  return { id: logicalIdOf(resource, stack), stack, literals };
}

/** Whether rendered text of a resource names something: by reference, or by a literal name or ARN. */
export function isNamed(resource: CfnResource, text: string, { id, stack, literals }: Names): boolean {
  const isReference = [`"${id}"`, `"${id}.`, `\${${id}}`, `\${${id}.`].some(form => text.includes(form));
  const isLiteral = literals.some(name => text.includes(`"${name}"`) || text.includes(`:function:${name}"`));
  const other = Stack.of(resource);
  if (other === stack) return isReference || isLiteral;
  // Before references are prepared, one into another stack renders as the id that it has there.
  return (isReference && !hasId(other, id)) || (isLiteral && other.environment === stack.environment);
}

function hasId(stack: Stack, id: string): boolean {
  return stack.node.findAll().some(node => 'logicalId' in node && Stack.of(node) === stack && logicalIdOf(node, stack) === id);
}

function logicalIdOf({ logicalId }: { readonly logicalId: unknown }, stack: Stack): string {
  return String(stack.resolve(logicalId));
}
