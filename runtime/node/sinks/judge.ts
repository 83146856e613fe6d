import type { Judge, SinkCall } from './sink';
import type { Inspect } from '../detectors/verdict';
import type { Attack } from '../findings/attack';
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
  let isJudging = false;
  return call => {
    /* The guard's own reading of files, while it judges, is none of the app's. */
    if (isJudging) return undefined;
    isJudging = true;
    try {
      if (court.policy.modeOf(call.detector) === 'off') return undefined;
      for (const invocation of court.inFlight.current()) {
        const error = judgeFor(invocation, call, court);
        if (error) return error;
      }
    } catch (error) {
      /* Our own failure must not become the app's: the operation goes through, the failure is counted. */
      court.reporter.guardError(`sinks/${call.sink}`, error);
    } finally {
      isJudging = false;
    }
    return undefined;
  };
}

function judgeFor(invocation: Invocation, call: SinkCall, court: Court): BlockedOperationError | undefined {
  const attack = changes(invocation, call, court.reporter)
    .map(change => describe(invocation, call, change, court))
    .filter(candidate => !isExempt(candidate, court))
    .sort(call.inputs ? tightestFirst : plainestFirst(call.text))
    .at(0);
  if (!attack) return undefined;
  const finding = invocation.countFinding(`${call.detector} ${call.sink} ${attack.place.path}`);
  if (finding !== undefined) court.reporter.attack(attack, finding);
  return attack.blocked ? refuse(invocation, call) : undefined;
}

interface Change {
  readonly input: string;
  readonly change: string;
}

/** The inputs that changed the text, and what they changed. */
function changes(invocation: Invocation, call: SinkCall, reporter: Reporter): Change[] {
  const found: Change[] = [];
  let inspect: Inspect | undefined;
  for (const input of candidates(invocation, call)) {
    if (!invocation.spend(input.length + call.text.length, MAX_WORK)) {
      reporter.guardError('inspection', new Error(`work for request ${invocation.requestId} is used up, later texts are not inspected`));
      break;
    }
    inspect ??= call.prepare(call.text, invocation);
    const verdict = inspect(input);
    if (verdict) found.push({ input, change: verdict.change });
  }
  return found;
}

function* candidates(invocation: Invocation, { detector, text, alsoCompare, inputs: chosen }: SinkCall): Generator<string> {
  /* JSON that planted `inputs` on Object.prototype planted no function. */
  if (typeof chosen === 'function') {
    yield* chosen(invocation);
    return;
  }
  const { inputs } = invocation;
  if (detector === 'path') yield* inputs.traversals;
  if (detector === 'shell') for (const word of inputs.words) if (text.includes(word)) yield word;
  if (alsoCompare) yield* inputs[alsoCompare];
  yield* inputs.candidates(text);
}

function describe(invocation: Invocation, { sink, detector, operation }: SinkCall, { input: found, change }: Change, { policy }: Court): Judged {
  const input = invocation.requests.redirects.get(found) ?? found;
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

/** An attack that an input made. */
type Judged = Attack & Required<Pick<Attack, 'input' | 'place'>>;

function isExempt({ detector, sink, who, place }: Judged, { policy, now }: Court): boolean {
  return policy.isExempt({ detector, sink, trigger: who.trigger, route: who.route, inputPath: place.path }, now());
}

/** One value often arrives in several places and encodings: the finding names the one that an operator looks for. */
function plainestFirst(text: string): (a: Judged, b: Judged) => number {
  const part = ({ input }: Judged) => (text.includes(input) ? 0 : 1);
  return (a, b) => part(a) - part(b) || a.place.decoders.length - b.place.decoders.length || b.input.length - a.input.length;
}

/** What names a host may be a whole document; the value in it tells more. */
function tightestFirst(a: Judged, b: Judged): number {
  return a.input.length - b.input.length || a.place.decoders.length - b.place.decoders.length;
}

function refuse(invocation: Invocation, { detector, operation }: SinkCall): BlockedOperationError {
  const error = new BlockedOperationError(detector, operation, invocation.requestId);
  invocation.block(error);
  return error;
}
