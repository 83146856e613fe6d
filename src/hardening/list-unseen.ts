import { Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { leaveAlone } from './harden';
import { readLedger } from './ledger';
import { findTarget, isFunction } from '../targets/find-target';

const LISTED = new WeakSet<Stack>();

/**
 * Lists the functions of a stack that no aspect has visited, once the tree is complete.
 *
 * CDK makes some while it resolves references, after aspects; and without the feature flag `aspectStabilization` it visits
 * nothing that an aspect makes outside of what is yet to come. It is then too late for resources, not for a word in metadata.
 */
export function listUnseenFunctions(stack: Stack): void {
  if (LISTED.has(stack)) return;
  LISTED.add(stack);
  stack.node.addValidation({
    validate: () => {
      for (const node of within(stack)) listIfUnseen(node);
      return [];
    },
  });
}

/** Nested stacks are stacks of their own. */
function* within(scope: IConstruct): Iterable<IConstruct> {
  for (const child of scope.node.children) {
    if (Stage.isStage(child) || Stack.isStack(child)) continue;
    yield child;
    yield* within(child);
  }
}

function listIfUnseen(node: IConstruct): void {
  if (!isFunction(node)) return;
  if (readLedger(node.node.defaultChild ?? node).length > 0) return;
  const found = findTarget(node);
  if (found === undefined) return;
  if (found.kind === 'leftAlone') return leaveAlone(found.leftAlone);
  leaveAlone({
    kind: 'unseen',
    node: found.target.resource,
    reason: 'it was made after the aspects had run',
    cure: 'make it before synthesis, or set the feature flag "@aws-cdk/core:aspectStabilization"',
  });
}
