import type { Judge, SinkCall } from './sink';
import type { Reporter } from '../findings/reporter';
import type { InFlight } from '../invocation/in-flight';
import type { Invocation } from '../invocation/invocation';
import { BlockedOperationError } from '../response/blocked-error';
import type { Policy } from '../response/policy';

/** What judging needs. */
export interface Court {
  readonly inFlight: InFlight;
  readonly policy: Policy;
  readonly reporter: Reporter;
  readonly now: () => number;
}

/** Characters that detectors compare for one invocation at most; about a second of work. */
const MAX_WORK = 50_000_000;

/** Compares sinks' texts with the inputs of the invocations in flight, decides by the policy, and reports. */
export function createJudge(court: Court): Judge {
  return call => {
    try {
      if (court.policy.modeOf(call.detector) === 'off') return undefined;
      for (const invocation of court.inFlight.current()) {
        const error = judgeFor(invocation, call, court);
        if (error) return error;
      }
    } catch (error) {
      /* Our own failure must not become the app's: the operation goes through, the failure is counted. */
      court.reporter.guardError(`sinks/${call.sink}`, error);
    }
    return undefined;
  };
}

function judgeFor(invocation: Invocation, call: SinkCall, court: Court): BlockedOperationError | undefined {
  for (const { input, change } of changes(invocation, call, court.reporter)) {
    const attack = describe(invocation, call, input, change, court);
    if (court.policy.isExempt({ ...attack, trigger: attack.who.trigger, route: attack.who.route, inputPath: attack.place.path }, court.now())) continue;
    const finding = invocation.countFinding(`${call.detector} ${call.sink} ${attack.place.path}`);
    if (finding !== undefined) court.reporter.attack(attack, finding);
    return attack.blocked ? refuse(invocation, call) : undefined;
  }
  return undefined;
}

/** The inputs that changed the text. */
function* changes(invocation: Invocation, call: SinkCall, reporter: Reporter): Generator<{ input: string; change: string }> {
  let inspect: ReturnType<SinkCall['prepare']> | undefined;
  for (const input of candidates(invocation, call)) {
    if (!invocation.spend(input.length + call.text.length, MAX_WORK)) {
      reporter.guardError('inspection', new Error(`work for request ${invocation.requestId} is used up, later texts are not inspected`));
      return;
    }
    inspect ??= call.prepare(call.text);
    const verdict = inspect(input);
    if (verdict) yield { input, change: verdict.change };
  }
}

function* candidates({ inputs }: Invocation, { detector, text }: SinkCall): Generator<string> {
  if (detector === 'path') yield* inputs.traversals;
  yield* inputs.candidates(text);
}

function describe(invocation: Invocation, { sink, detector, operation }: SinkCall, input: string, change: string, { policy }: Court) {
  const place = invocation.locate(input);
  return {
    sink,
    detector,
    operation,
    change,
    input,
    place,
    notInspected: invocation.inputs.notDecoded,
    who: invocation.who(place.path),
    requestId: invocation.requestId,
    functionArn: invocation.functionArn,
    blocked: policy.modeOf(detector) === 'block',
  };
}

function refuse(invocation: Invocation, { detector, operation }: SinkCall): BlockedOperationError {
  const error = new BlockedOperationError(detector, operation, invocation.requestId);
  invocation.block(error);
  return error;
}
