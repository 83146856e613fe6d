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

/** What is told, and when it began. */
interface Watched {
  readonly invocation: Invocation;
  readonly reporter: Reporter;
  readonly now: () => number;
  readonly start: number;
  readonly left: number;
}

/** A timer, and the invocation that it is for; none between events. */
class Watch {
  public watched: Watched | undefined = undefined;
  private readonly timer: NodeJS.Timeout;

  public constructor(public readonly delay: number) {
    this.timer = setTimeout(() => this.tell(), delay);
    this.timer.unref();
  }

  public refresh(): void {
    this.timer.refresh();
  }

  public discard(): void {
    clearTimeout(this.timer);
  }

  /** Its timer goes on, for nobody, until the next invocation takes it. */
  public readonly callOff = (): void => {
    this.watched = undefined;
    spare = this;
  };

  private tell(): void {
    if (!this.watched || this.watched.invocation.isOver) return;
    const { invocation, reporter, now, start, left } = this.watched;
    const last = lastOperations(invocation, start);
    reporter.timeoutNear({ requestId: invocation.requestId, afterMs: now() - start, leftMs: Math.round(left - this.delay), last });
  }
}

/** The watch of an invocation that is over. */
let spare: Watch | undefined;

const nothing = (): void => undefined;

/**
 * Tells, shortly before Lambda ends an invocation for its timeout, what the function did last, and since when it waits.
 *
 * A timer: a handler that does not give the event loop back, such as one in a regular expression without end, is not told of.
 *
 * @returns what calls it off
 */
export function watch(invocation: Invocation, context: LambdaContext | undefined, reporter: Reporter, now: () => number): () => void {
  const left = context?.getRemainingTimeInMillis?.();
  if (typeof left !== 'number' || !(left > 0)) return nothing;
  const watching = begin(steps(left - Math.min(MARGIN_MS, left * MARGIN_PART)));
  watching.watched = { invocation, reporter, now, start: now(), left };
  return watching.callOff;
}

function steps(delay: number): number {
  return delay < STEP_MS * STEP_MS ? delay : delay - delay % STEP_MS;
}

function begin(delay: number): Watch {
  const earlier = spare;
  spare = undefined;
  if (earlier?.delay === delay) {
    earlier.refresh();
    return earlier;
  }
  earlier?.discard();
  return new Watch(delay);
}

function lastOperations({ operations }: Invocation, start: number): string[] {
  return operations.map(({ sink, operation, at }) => `${operation} (${sink}) at ${at - start} ms`);
}
