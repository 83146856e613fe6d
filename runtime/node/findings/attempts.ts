import type { Attack } from './attack';
import type { Reporter } from './reporter';
import type { Invocation } from '../invocation/invocation';
import { BlockedOperationError } from '../response/blocked-error';
import type { Policy } from '../response/policy';
import { screenEvent, type EventAttempt } from '../screen-event';
import type { ScreeningClass } from '../screening/attempt';

/** What reporting attempts needs. */
export interface Screening {
  readonly policy: Policy;
  readonly reporter: Reporter;
  readonly now: () => number;
}

/** A scanner sends hundreds: of each class one finding in this time, with the count of those since. */
const INTERVAL_MS = 60_000;

/** Screens events; what is walked for it serves the sinks as well. */
export function createScreening(screening: Screening): (invocation: Invocation) => void {
  const told = new Map<ScreeningClass, { at: number; untold: number }>();
  return invocation => {
    const { attempts, notScreened, inputs } = screenEvent(invocation.event);
    invocation.adopt(inputs);
    for (const attempt of attempts) tell(attempt, notScreened, invocation, screening, told);
  };
}

function tell(
  attempt: EventAttempt, notInspected: string | undefined, invocation: Invocation, { policy, reporter, now }: Screening,
  told: Map<ScreeningClass, { at: number; untold: number }>,
): void {
  const { place, input } = attempt;
  const who = invocation.who(place.path);
  if (policy.isExempt({ detector: 'screening', sink: 'event', trigger: who.trigger, route: who.route, inputPath: place.path }, now())) return;
  const blocked = policy.modeOf('screening') === 'block';
  const { requestId, functionArn } = invocation;
  const change = `is written like ${attempt.class}: ${attempt.evidence}`;
  const found: Attack = { detector: 'screening', sink: 'event', operation: 'invocation', change, input, place, notInspected, who, requestId, functionArn, blocked };
  const index = invocation.countFinding(`screening ${attempt.class} ${place.path}`) ?? 1;
  if (blocked) {
    reporter.attack(found, index);
    invocation.turnAway(new BlockedOperationError('screening', 'invocation', requestId), found);
    return;
  }
  const last = told.get(attempt.class) ?? { at: -Infinity, untold: 0 };
  last.untold++;
  if (last.at + INTERVAL_MS <= now()) {
    reporter.attempts(found, attempt.class, last.untold, index);
    last.at = now();
    last.untold = 0;
  }
  told.set(attempt.class, last);
}
