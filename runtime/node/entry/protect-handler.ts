import { guardCallbacks, type Callback, type CallbackContext } from './guard-callbacks';
import type { BlockedAnswer } from '../../../src/contract/policy';
import type { InFlight } from '../invocation/in-flight';
import { Invocation, type LambdaContext } from '../invocation/invocation';
import { hasFailed, isHandlersAnswer, type Outcome } from '../response/final-answer';
import { guardStream, type ResponseStream } from '../response/guard-stream';
import type { InspectStream } from '../response/inspect-stream';
import { hideOwnFrames } from '../response/own-frames';

export type Handler = (this: unknown, ...args: unknown[]) => unknown;

/** What a protected handler needs of the guard. */
export interface Protection {
  readonly inFlight: InFlight;
  readonly blockedAnswer: BlockedAnswer;
  /** Called at the start of every invocation; may turn it away. */
  readonly onInvocation: (invocation: Invocation, context: LambdaContext | undefined) => void;
  /** The event as the handler gets it: without the records that were refused in an earlier delivery. */
  readonly withhold: (event: unknown, invocation: Invocation) => unknown;
  /** The outcome that Lambda gets, given the handler's own. */
  readonly conclude: (invocation: Invocation, own: Outcome) => Outcome;
  /** Called before an answer is decided on, and before an event begins: what the work before has left is judged. */
  readonly settled: (invocation?: Invocation, own?: Outcome) => void;
  /** Judges an answer that is streamed, as it goes out. */
  readonly inspectStream: InspectStream;
}

/** Marks of a streaming handler, which the runtime client reads from the function itself. */
const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
const HIGH_WATER_MARK = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark');
const { apply } = Reflect;

/** The user's handler with an invocation around each call; for the runtime client it looks like the user's. */
export function protectHandler(handler: Handler, protection: Protection): Handler {
  const marks = handler as unknown as Record<symbol, unknown>;
  const protectedHandler = marks[STREAMING] ? protectStreaming(handler, protection) : protectBuffered(handler, protection);
  return Object.defineProperties(protectedHandler, {
    name: { value: handler.name, configurable: true },
    /* The client refuses handlers of three parameters on Node 24: it must judge the user's. */
    length: { value: handler.length, configurable: true },
    ...(marks[STREAMING] === undefined ? {} : { [STREAMING]: { value: marks[STREAMING] } }),
    ...(marks[HIGH_WATER_MARK] === undefined ? {} : { [HIGH_WATER_MARK]: { value: marks[HIGH_WATER_MARK] } }),
  });
}

function protectBuffered(handler: Handler, protection: Protection): Handler {
  return function (this: unknown, event, context, callback, ...more) {
    const invocation = begin(protection, event, context);
    const given = protection.withhold(event, invocation);
    const conclude = (own: Outcome) => {
      if (!invocation.isOver) protection.settled(invocation, own);
      invocation.end();
      return protection.conclude(invocation, own);
    };
    const guarded = guardCallbacks(context as CallbackContext, callback as Callback | undefined, conclude);
    let called: Outcome;
    try {
      /* Called from here, not from a helper: each of our frames pushes one of the user's out of a stack's ten. */
      const args = callback === undefined ? [given, context] : [given, context, guarded, ...more];
      called = { answer: invocation.isTurnedAway ? undefined : apply(handler, this, args) };
    } catch (error) {
      called = { error: hideOwnFrames(error) };
    }
    if (!hasFailed(called) && isThenable(called.answer)) return settle(protection, invocation, called.answer);
    if (!guarded) return valueOf(conclude(called));
    if (!invocation.blocked) return valueOf(called);
    /* Version 3 of the client does not look at what is returned. */
    return hasFailed(called) ? guarded(called.error) : guarded(null, called.answer);
  };
}

/** Awaits, so that errors keep the frames of the runtime client behind the handler's own. */
async function settle({ inFlight, conclude, settled }: Protection, invocation: Invocation, result: PromiseLike<unknown>): Promise<unknown> {
  let own: Outcome;
  try {
    own = { answer: await result };
  } catch (error) {
    own = { error: hideOwnFrames(error) };
  }
  settled(invocation, own);
  invocation.end();
  inFlight.end(invocation);
  return valueOf(conclude(invocation, own));
}

function protectStreaming(handler: Handler, protection: Protection): Handler {
  return function (this: unknown, event, stream, context, ...more) {
    const invocation = begin(protection, event, context);
    const guard = guardStream(stream as ResponseStream, invocation, protection.blockedAnswer, protection.inspectStream);
    if (invocation.blocked) invocation.onBlocked?.(invocation.blocked);
    const result = invocation.isTurnedAway ? Promise.resolve() : apply(handler, this, [event, stream, context, ...more]);
    if (!isThenable(result)) return result;
    return settleStream(protection, invocation, result, () => guard.isRefused);
  };
}

/** A stream that was refused as a whole has its answer; any other refused one has to fail. */
async function settleStream(
  { inFlight, blockedAnswer, settled }: Protection, invocation: Invocation, result: PromiseLike<unknown>, isRefused: () => boolean,
): Promise<unknown> {
  try {
    const answer = await result;
    settled();
    if (!invocation.blocked || isRefused() || isHandlersAnswer(invocation, blockedAnswer)) return answer;
  } catch (error) {
    settled();
    if (isRefused()) return undefined;
    throw hideOwnFrames(error);
  } finally {
    invocation.end();
    inFlight.end(invocation);
  }
  throw invocation.blocked;
}

function begin({ inFlight, onInvocation, settled }: Protection, event: unknown, context: unknown): Invocation {
  /* What an earlier invocation left running may have planted something since. */
  settled();
  const invocation = new Invocation(event, context as LambdaContext | undefined);
  inFlight.begin(invocation);
  onInvocation(invocation, context as LambdaContext | undefined);
  return invocation;
}

function valueOf(outcome: Outcome): unknown {
  if (hasFailed(outcome)) throw outcome.error;
  return outcome.answer;
}

/** The runtime client's own test of what it awaits. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as PromiseLike<unknown> | undefined | null)?.then === 'function';
}
