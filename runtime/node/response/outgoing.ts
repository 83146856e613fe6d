import { changeBody, isErrorAnswer } from './answer-texts';
import { hasFailed, type Outcome } from './final-answer';
import { leakSigns, readOwnSecrets, type OwnSecrets } from './leak-signs';
import type { Policy } from './policy';
import type { Attack } from '../findings/attack';
import type { Reporter } from '../findings/reporter';
import type { Invocation } from '../invocation/invocation';
import { asRecord } from '../invocation/read';
import { inspection } from '../lazy-inspection';

/** What judging an answer needs. */
export interface OutgoingTools {
  readonly policy: Policy;
  readonly reporter: Reporter;
  readonly now: () => number;
  readonly env: NodeJS.ProcessEnv;
}

/** Looks at answers on their way out. */
export type Outgoing = (invocation: Invocation, outcome: Outcome) => Outcome;

/** A leak of one kind is told once in this time: an app that shows its errors shows them often. */
const INTERVAL_MS = 60_000;

/**
 * Answers that show the function's inside: stack traces, paths of its code, messages of databases, its own credentials
 * (CWE-209). Reported, or taken out where the detector blocks.
 */
export function createOutgoing(tools: OutgoingTools): Outgoing {
  if (tools.policy.modeOf('leak') === 'off') return (_, outcome) => outcome;
  let known: { readonly own: OwnSecrets; readonly signs: RegExp } | undefined;
  const told = new Map<string, number>();
  return (invocation, outcome) => {
    if (hasFailed(outcome) || invocation.blocked || !mayBeHttp(invocation.event)) return outcome;
    known ??= prepare(tools.env);
    const { own, signs } = known;
    if (!isErrorAnswer(outcome.answer) && !hasSign(outcome.answer, signs)) return outcome;
    return redact({ ...tools, told, own }, invocation, outcome);
  };
}

function prepare(env: NodeJS.ProcessEnv): { readonly own: OwnSecrets; readonly signs: RegExp } {
  const own = readOwnSecrets(env);
  return { own, signs: leakSigns(own) };
}

/** By the one property that all of these have; the source is only asked for where something is found. */
function mayBeHttp(event: unknown): boolean {
  return asRecord(event).requestContext !== undefined;
}

function hasSign(answer: unknown, signs: RegExp): boolean {
  let isFound = false;
  changeBody(answer, text => {
    isFound ||= signs.test(text);
    return text;
  });
  return isFound;
}

interface RedactionTools extends OutgoingTools {
  /** When each kind of leak was told last. */
  readonly told: Map<string, number>;
  readonly own: OwnSecrets;
}

function redact({ policy, reporter, now, told, own }: RedactionTools, invocation: Invocation, outcome: { readonly answer: unknown }): Outcome {
  const who = invocation.who();
  /* Nobody else reads an answer. */
  if (!invocation.refusal()) return outcome;
  const { answer, found } = inspection().redactAnswer(outcome.answer, own, invocation.requestId);
  if (found.size === 0 || policy.isExempt({ detector: 'leak', sink: 'answer', trigger: who.trigger, route: who.route, inputPath: '$' }, now())) return outcome;
  const blocked = policy.modeOf('leak') === 'block';
  const attack: Attack = {
    detector: 'leak',
    sink: 'answer',
    operation: 'answer',
    change: `shows ${[...found].sort().join(', ')}`,
    who,
    requestId: invocation.requestId,
    functionArn: invocation.functionArn,
    blocked,
  };
  if ((told.get(attack.change) ?? -Infinity) + INTERVAL_MS <= now()) {
    told.set(attack.change, now());
    reporter.attack(attack, invocation.countFinding(`leak ${attack.change}`) ?? 1);
  }
  return blocked ? { answer } : outcome;
}
