import type { Attack } from './attack';
import type { FunctionFacts } from './finding-line';
import { inspection } from '../lazy-inspection';
import { visibleLevel } from './line-level';
import type { WriteLine } from './line-writer';
import { metricLine, type MetricName } from './metric-line';
import { shorten } from './shorten';
import { HEARTBEAT_MINUTES, METRICS, OVERHEAD_FIELD, type GuardOverhead } from '../../../src/contract/metrics';

/** Everything the guard says to the outside. */
export interface Reporter {
  /** One metric line and one finding line. `index` counts the request's findings. */
  attack(attack: Attack, index: number): void;
  /** One metric line of so many attempts of one class, and the finding line of the last. */
  attempts(attempt: Attack, kind: string, count: number, index: number): void;
  /** The guard's own failure; it ends here. */
  guardError(where: string, error: unknown): void;
  /**
   * Called once per invocation; writes at most one line in `HEARTBEAT_MINUTES`, with what the guard cost since the one before,
   * and one more for anything new that is not covered.
   */
  heartbeat(takeOverhead: () => GuardOverhead | undefined): void;
  /** An invocation is about to be ended by its timeout; told with what it did last. */
  timeoutNear(details: Readonly<Record<string, unknown>>): void;
  /** Something is in use that the guard does not look into: named in every heartbeat from now on, no failure and no alarm. */
  notCovered(what: string): void;
}

/** Lines of a failure that repeats on every call say nothing new and cost money. */
const GUARD_ERROR_INTERVAL_MS = 60_000;
const HEARTBEAT_MS = HEARTBEAT_MINUTES * 60_000;

export function createReporter(facts: FunctionFacts, writeLine: WriteLine, now: () => number): Reporter {
  const lastError = new Map<string, number>();
  const notCovered = new Set<string>();
  let lastHeartbeat = -Infinity;

  const write = (metric: MetricName, level: 'INFO' | 'WARN' | 'ERROR', more: { kind?: string; count?: number; details?: Record<string, unknown> } = {}) => {
    writeLine(metricLine({ metric, functionName: facts.name, level: visibleLevel(level, facts.logLevel), now: new Date(now()), ...more }));
  };

  const guardError = (where: string, error: unknown) => {
    const last = lastError.get(where);
    if (last !== undefined && now() - last < GUARD_ERROR_INTERVAL_MS) return;
    lastError.set(where, now());
    attempt(() => write(METRICS.guardErrors, 'ERROR', { details: { where, error: describe(error) } }));
  };

  return {
    guardError,
    attack(attack, index) {
      try {
        const metric = attack.blocked ? METRICS.attacksBlocked : METRICS.attacksReported;
        write(metric, attack.blocked ? 'ERROR' : 'WARN', { kind: attack.detector, details: { requestId: attack.requestId } });
        writeLine(inspection().findingLine(attack, facts, new Date(now()), index));
      } catch (error) {
        guardError('findings', error);
      }
    },
    attempts(found, kind, count, index) {
      try {
        write(METRICS.attempts, 'INFO', { kind, count, details: { requestId: found.requestId } });
        writeLine(inspection().findingLine(found, facts, new Date(now()), index));
      } catch (error) {
        guardError('findings', error);
      }
    },
    heartbeat(takeOverhead) {
      if (now() - lastHeartbeat < HEARTBEAT_MS) return;
      lastHeartbeat = now();
      const overhead = takeOverhead();
      const details = {
        ...(overhead && { [OVERHEAD_FIELD]: overhead }),
        ...(notCovered.size > 0 && { notCovered: [...notCovered].sort().join(', ') }),
      };
      attempt(() => write(METRICS.heartbeat, 'INFO', { details }));
    },
    timeoutNear(details) {
      attempt(() => write(METRICS.timeoutsNear, 'WARN', { details }));
    },
    notCovered(what) {
      if (notCovered.has(what)) return;
      notCovered.add(what);
      lastHeartbeat = -Infinity;
    },
  };
}

/** A line that cannot be written must not fail what it tells about. */
function attempt(write: () => void): void {
  try {
    write();
  } catch {
    /* Standard output is gone; there is nobody left to tell. */
  }
}

function describe(error: unknown): string {
  return shorten(error instanceof Error ? `${error.name}: ${error.message}` : String(error), 300);
}
