import type { BlockedAnswer } from '../../../src/contract/policy';
import type { Invocation } from '../invocation/invocation';

/** How an invocation ended: with an answer, or with an error. */
export type Outcome = { readonly answer: unknown } | { readonly error: unknown };

/**
 * The outcome that Lambda gets, given the handler's own (docs/adr/0002).
 *
 * Without a refused operation it is the handler's. With one, an HTTP caller gets the refusal whatever the handler made
 * of the error; elsewhere the invocation fails, with the handler's own error where it threw one.
 */
export function finalOutcome(invocation: Invocation, blockedAnswer: BlockedAnswer, own: Outcome): Outcome {
  const { blocked } = invocation;
  if (!blocked || blockedAnswer === 'handler') return own;
  const refusal = invocation.refusal();
  if (refusal) return { answer: refusal };
  return 'error' in own ? own : { error: blocked };
}
