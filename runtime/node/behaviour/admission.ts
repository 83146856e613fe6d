import type { EventLimitsPolicy, DetectorName, TriggerName } from '../../../src/contract/policy';
import type { Attack } from '../findings/attack';
import type { Reporter } from '../findings/reporter';
import type { Invocation } from '../invocation/invocation';
import { walk } from '../invocation/walk';
import { structure } from '../lazy-structure';
import { BlockedOperationError } from '../response/blocked-error';
import type { Policy } from '../response/policy';

/** What judging events by the declaration needs. */
export interface Gate {
  readonly policy: Policy;
  readonly reporter: Reporter;
  readonly now: () => number;
}

/**
 * Compares an event with what the function declared, before the handler gets it: which sources it expects, and how much an
 * event may hold. Where the detector blocks, the handler is not called.
 */
export function admit(invocation: Invocation, gate: Gate): void {
  const { triggers, limits } = gate.policy;
  const { trigger } = invocation.who();
  if (triggers && !triggers.includes(trigger as TriggerName)) {
    report(invocation, gate, 'provenance', `the event came from ${trigger}, the function declared ${triggers.join(', ')}`);
  }
  const beyond = limits && beyondLimit(invocation.event, limits);
  if (beyond !== undefined) report(invocation, gate, 'limits', beyond);
}

function report(invocation: Invocation, { policy, reporter, now }: Gate, detector: DetectorName, change: string): void {
  const mode = policy.modeOf(detector);
  const who = invocation.who();
  if (mode === 'off' || policy.isExempt({ detector, sink: 'event', trigger: who.trigger, route: who.route, inputPath: '$' }, now())) return;
  const { requestId, functionArn } = invocation;
  const attack: Attack = { detector, sink: 'event', operation: 'invocation', change, who, requestId, functionArn, blocked: mode === 'block' };
  reporter.attack(attack, invocation.countFinding(detector) ?? 1);
  if (attack.blocked) invocation.turnAway(new BlockedOperationError(detector, 'invocation', requestId));
}

/** The first limit that the event is beyond, in words; it is walked no further. */
function beyondLimit(event: unknown, limits: EventLimitsPolicy): string | undefined {
  const { characters = Infinity, depth = Infinity, values = Infinity, entities = Infinity } = limits;
  let charactersFound = 0;
  let valuesFound = 0;
  let beyond: string | undefined;
  walk(event, (text, _, trail) => {
    charactersFound += text.length;
    if (!trail.isKey) valuesFound++;
    if (trail.depth + 1 > depth) {beyond = `it nests deeper than ${depth} levels`;} else if (charactersFound > characters) {beyond = `it holds more than ${characters} characters`;} else if (valuesFound > values) {beyond = `it holds more than ${values} texts`;} else if (text.includes('<!ENTITY') && structure().entityCharacters(text) > entities) {
      beyond = `its entities come to more than ${entities} characters`;
    }
    return beyond !== undefined;
  });
  return beyond;
}
