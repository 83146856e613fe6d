import type { RefusedRecords } from './batches';
import type { Policy } from './policy';
import type { BlockedAnswer } from '../../../src/contract/policy';
import type { Invocation } from '../invocation/invocation';
import { inspection } from '../lazy-inspection';

const { hasOwn } = Object;

/** How an invocation ended: with an answer, or with an error. */
export type Outcome = { readonly answer: unknown } | { readonly error: unknown };

/**
 * The outcome that Lambda gets, given the handler's own (docs/adr/0002).
 *
 * Without a refused operation it is the handler's. With one, an HTTP caller gets the refusal whatever the handler made
 * of the error; of a batch the refused records fail; elsewhere the invocation fails, with the handler's own error where it
 * threw one.
 */
export function finalOutcome(invocation: Invocation, policy: Policy, refused: RefusedRecords, own: Outcome): Outcome {
  const { blocked } = invocation;
  if (!blocked || isHandlersAnswer(invocation, policy.blockedAnswer)) return own;
  const refusal = invocation.refusal();
  if (refusal) return { answer: refusal };
  const settled = inspection().settleBatch(invocation, policy, refused, own);
  if (settled) return settled;
  return hasFailed(own) ? own : { error: blocked };
}

/** Whether the handler's answer stands whatever was refused: not where the answer itself was, or where no handler was called. */
export function isHandlersAnswer({ isAnswerRefused, isTurnedAway }: Invocation, blockedAnswer: BlockedAnswer): boolean {
  return blockedAnswer === 'handler' && !isAnswerRefused && !isTurnedAway;
}

/** By what the outcome itself holds: `error` may have been planted on `Object.prototype`. */
export function hasFailed(outcome: Outcome): outcome is { readonly error: unknown } {
  return hasOwn(outcome, 'error');
}
