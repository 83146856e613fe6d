import type { Screening } from './attempts';
import type { Invocation } from '../invocation/invocation';
import { inspection } from '../lazy-inspection';

/**
 * Attempts are told from the second event on: reading what they are told by costs milliseconds, which no caller of a cold start
 * should wait for. What the first event brings is met at the sinks all the same.
 */
export function createLateScreening(screening: Screening): (invocation: Invocation) => void {
  let isWarm = false;
  let screen: ((invocation: Invocation) => void) | undefined;
  return invocation => {
    if (isWarm && isMoreThanAWord(invocation.event) && screening.policy.modeOf('screening') !== 'off') {
      screen ??= inspection().createScreening(screening);
      screen(invocation);
    }
    isWarm = true;
  };
}

/** Pings and numbers are written like nothing. */
function isMoreThanAWord(event: unknown): boolean {
  return typeof event === 'object' ? event !== null : !/^\w*$/.test(String(event));
}
