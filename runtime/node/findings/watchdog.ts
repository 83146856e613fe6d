import type { Reporter } from './reporter';
import type { Invocation, LambdaContext } from '../invocation/invocation';

/** Captured before the app, or its tests, replace them. */
const { setTimeout, clearTimeout } = globalThis;

/** How long before the deadline it is told: time enough for the line to leave. */
const MARGIN_MS = 500;
/** Of a short deadline a part. */
const MARGIN_PART = 0.1;
/** Long deadlines are waited for in whole steps, so that one timer serves event after event: making one costs more than all else here. */
const STEP_MS = 64;

/** A timer, and the invocation that it is for; none between events. */
interface Watch {
  readonly timer: NodeJS.Timeout;
  readonly delay: number;
  tell: (() => void) | undefined;
}

/** The watch of an invocation that is over: its timer goes on, for nobody. */
let spare: Watch | undefined;

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
  const watching = begin(steps(left - margin));
  watching.tell = () => {
    if (invocation.isOver) return;
    const last = lastOperations(invocation, start);
    reporter.timeoutNear({ requestId: invocation.requestId, afterMs: now() - start, leftMs: Math.round(left - watching.delay), last });
  };
  return () => {
    watching.tell = undefined;
    spare = watching;
  };
}

function steps(delay: number): number {
  return delay < STEP_MS * STEP_MS ? delay : delay - delay % STEP_MS;
}

function begin(delay: number): Watch {
  const earlier = spare;
  spare = undefined;
  if (earlier?.delay === delay) {
    earlier.timer.refresh();
    return earlier;
  }
  if (earlier) clearTimeout(earlier.timer);
  const watching: Watch = { timer: setTimeout(() => watching.tell?.(), delay), delay, tell: undefined };
  watching.timer.unref();
  return watching;
}

function lastOperations({ operations }: Invocation, start: number): string[] {
  return operations.map(({ sink, operation, at }) => `${operation} (${sink}) at ${at - start} ms`);
}
