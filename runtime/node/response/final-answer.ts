import type { RefusedRecords } from './batches';
import type { Policy } from './policy';
import type { Invocation } from '../invocation/invocation';
import { inspection } from '../lazy-inspection';

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
  /* A handler that was not called has no answer of its own. */
  if (!blocked || (policy.blockedAnswer === 'handler' && !invocation.isTurnedAway)) return own;
  const refusal = invocation.refusal();
  if (refusal) return { answer: refusal };
  const settled = inspection().settleBatch(invocation, policy, refused, own);
  if (settled) return settled;
  return 'error' in own ? own : { error: blocked };
}
