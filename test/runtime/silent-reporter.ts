import type { Reporter } from '../../runtime/node/findings/reporter';

/** A reporter that says nothing, but for what a test listens to. */
export function silentReporter(heard: Partial<Reporter> = {}): Reporter {
  const silence = () => undefined;
  return { attack: silence, attempts: silence, guardError: silence, heartbeat: silence, timeoutNear: silence, notCovered: silence, ...heard };
}
