import type { Reporter } from './reporter';
import type { Invocation, LambdaContext } from '../invocation/invocation';

/** Captured before the app, or its tests, replace them. */
const { setTimeout, clearTimeout } = globalThis;

/** How long before the deadline it is told: time enough for the line to leave. */
const MARGIN_MS = 500;
/** Of a short deadline a part. */
const MARGIN_PART = 0.1;

/**
 * Tells, shortly before Lambda ends an invocation for its timeout, what the function did last, and since when it waits.
 *
 * A timer: a handler that does not give the event loop back, such as one in a regular expression without end, is not told of.
 *
 * @returns what calls it off
 */
export function watch(invocation: Invocation, context: LambdaContext | undefined, reporter: Reporter, now: () => number): () => void {
  const left = context?.getRemainingTimeInMillis?.();
  if (typeof left !== 'number' || !(left > 0)) return () => undefined;
  const margin = Math.min(MARGIN_MS, left * MARGIN_PART);
  const start = now();
  const timer = setTimeout(() => {
    if (invocation.isOver) return;
    const last = lastOperations(invocation, start);
    reporter.timeoutNear({ requestId: invocation.requestId, afterMs: now() - start, leftMs: Math.round(margin), last });
  }, left - margin);
  timer.unref();
  return () => clearTimeout(timer);
}

function lastOperations({ operations }: Invocation, start: number): string[] {
  return operations.map(({ sink, operation, at }) => `${operation} (${sink}) at ${at - start} ms`);
}
