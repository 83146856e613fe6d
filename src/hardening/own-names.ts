import { CfnElement, Names, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Gives what the guard made in a stack with a naming of its own the logical ids that CDK gives.
 *
 * A stack may name its elements by anything, such as their last id, and cannot know that every function got a `Policy`.
 */
export function nameAsCdkDoes(made: IConstruct): void {
  const stack = Stack.of(made);
  if (!hasNamingOfItsOwn(stack)) return;
  for (const element of made.node.findAll()) {
    if (CfnElement.isCfnElement(element) && Stack.of(element) === stack) element.overrideLogicalId(Names.uniqueId(element));
  }
}

function hasNamingOfItsOwn(stack: Stack): boolean {
  const { allocateLogicalId } = stack as unknown as { readonly allocateLogicalId: unknown };
  return allocateLogicalId !== (Stack.prototype as unknown as { readonly allocateLogicalId: unknown }).allocateLogicalId;
}
