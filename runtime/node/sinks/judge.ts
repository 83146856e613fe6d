import type { Judge, SinkCall } from './sink';
import { searchText } from '../detectors/search';
import type { Attack } from '../findings/attack';
import type { Reporter } from '../findings/reporter';
import type { InFlight } from '../invocation/in-flight';
import { Invocation } from '../invocation/invocation';
import type { InputPlace } from '../invocation/place';
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

/** The same for one text once that is used up. */
const MAX_WORK_BEYOND = 2_000_000;
const BEYOND_WORK = 'later texts are compared with whole inputs alone, the shortest first';

/** Compares sinks' texts with the inputs of the invocations in flight, decides by the policy, and reports. */
export function createJudge(court: Court): Judge {
  let isJudging = false;
  return call => {
    /* The guard's own reading of files, while it judges, is none of the app's. */
    if (isJudging) return undefined;
    isJudging = true;
    try {
      if (court.policy.modeOf(call.detector) === 'off') return undefined;
      for (const invocation of invocationsOf(call, court.inFlight)) {
        invocation.note({ sink: call.sink, operation: call.operation, at: court.now() });
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

function invocationsOf({ only }: SinkCall, inFlight: InFlight): readonly Invocation[] {
  return only instanceof Invocation ? [only] : inFlight.current();
}

function judgeFor(invocation: Invocation, call: SinkCall, court: Court): BlockedOperationError | undefined {
  const found = changes(invocation, call, court.reporter);
  if (found.length === 0) return undefined;
  const places = invocation.locate(new Set(found.map(({ input }) => input)));
  const located = found.map(change => ({ ...change, place: places.get(change.input) ?? UNKNOWN_PLACE }));
  return decide(invocation, call, located, court, call.inputs ? tightestFirst : plainestFirst(call.text));
}

/** What an input changed, and where the input stands in the event. */
export interface LocatedChange extends Change {
  readonly place: InputPlace;
}

/** Decides by the policy on what inputs changed, and reports; an error where it is refused. */
export function decide(
  invocation: Invocation, call: Pick<SinkCall, 'sink' | 'detector' | 'operation'>, found: readonly LocatedChange[], court: Court, order: Order = tightestFirst,
): BlockedOperationError | undefined {
  const attack = found
    .map(change => describe(invocation, call, change, court))
    .filter(candidate => !isExempt(candidate, court))
    .sort(order)
    .at(0);
  if (!attack) return undefined;
  const finding = invocation.countFinding(`${call.detector} ${call.sink} ${attack.place.path}`);
  if (finding !== undefined) court.reporter.attack(attack, finding);
  return attack.blocked ? refuse(invocation, attack) : undefined;
}

/** Middlewares change events deep inside, after their inputs were read. */
const UNKNOWN_PLACE: InputPlace = { path: '$', decoders: [] };

interface Change {
  /** As it stands in the event. */
  readonly input: string;
  readonly change: string;
}

const NO_CHANGES: readonly Change[] = [];

/** The inputs that changed the text, and what they changed. */
function changes(invocation: Invocation, call: SinkCall, reporter: Reporter): readonly Change[] {
  const inputs = candidates(invocation, call);
  if (inputs.length === 0) return NO_CHANGES;
  const inspect = call.prepare(call.text, invocation);
  const found: Change[] = [];
  const compare = (input: string) => {
    const verdict = inspect(input);
    if (verdict) found.push({ input: invocation.requests.redirects.get(input) ?? input, change: verdict.change });
  };
  for (let index = 0; index < inputs.length; index++) {
    if (!invocation.spend(inputs[index].length + call.text.length, MAX_WORK)) {
      reporter.guardError('inspection', new Error(`work for request ${invocation.requestId} is used up: ${BEYOND_WORK}`));
      wholeInputs(inputs.slice(index), call).forEach(compare);
      break;
    }
    compare(inputs[index]);
  }
  return found;
}

/** What is left once the work is used up: whoever sends enough to use it up must not get an attack through behind it. */
function wholeInputs(inputs: readonly string[], { text, inputs: chosen }: SinkCall): readonly string[] {
  let left = MAX_WORK_BEYOND;
  return [...inputs].sort((a, b) => a.length - b.length).filter(input => {
    left -= input.length + text.length;
    return left > 0 && (typeof chosen === 'function' || searchText(text, input, () => undefined) !== 'absent');
  });
}

function candidates(invocation: Invocation, { text, alsoCompare, inputs: chosen }: SinkCall): readonly string[] {
  /* JSON that planted these on Object.prototype planted no function. */
  if (typeof chosen === 'function') return [...chosen(invocation)];
  const standing = invocation.inputs.candidates(text);
  const beside = typeof alsoCompare === 'function' ? alsoCompare(invocation.inputs, text) : NONE;
  return beside.length === 0 ? standing : [...beside, ...standing];
}

const NONE: readonly string[] = [];

function describe(
  invocation: Invocation, { sink, detector, operation }: Pick<SinkCall, 'sink' | 'detector' | 'operation'>, { input, change, place }: LocatedChange, { policy }: Court,
): Judged {
  return {
    sink,
    detector,
    operation,
    change,
    input,
    place,
    notInspected: invocation.inputs.notDecoded ?? (invocation.isSpent ? BEYOND_WORK : undefined),
    who: invocation.who(place.path),
    requestId: invocation.requestId,
    functionArn: invocation.functionArn,
    blocked: policy.modeOf(detector) === 'block',
  };
}

/** An attack that an input made. */
type Judged = Attack & Required<Pick<Attack, 'input' | 'place'>>;
type Order = (a: Judged, b: Judged) => number;

function isExempt({ detector, sink, who, place }: Judged, { policy, now }: Court): boolean {
  return policy.isExempt({ detector, sink, trigger: who.trigger, route: who.route, inputPath: place.path }, now());
}

/** One value often arrives in several places and encodings: the finding names the one that an operator looks for. */
function plainestFirst(text: string): Order {
  const part = ({ input }: Judged) => (text.includes(input) ? 0 : 1);
  return (a, b) => part(a) - part(b) || a.place.decoders.length - b.place.decoders.length || b.input.length - a.input.length;
}

/** What names a host may be a whole document; the value in it tells more. */
function tightestFirst(a: Judged, b: Judged): number {
  return a.input.length - b.input.length || a.place.decoders.length - b.place.decoders.length;
}

function refuse(invocation: Invocation, attack: Attack): BlockedOperationError {
  const error = new BlockedOperationError(attack.detector, attack.operation, invocation.requestId);
  if (attack.sink === 'answer') invocation.isAnswerRefused = true;
  invocation.block(error, attack);
  return error;
}
