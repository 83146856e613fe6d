/** CloudWatch metrics the guard writes in Embedded Metric Format. */
export const METRIC_NAMESPACE = 'ServerlessGuard';

export const METRICS = {
  /** Operations refused because input changed their structure. */
  attacksBlocked: 'AttacksBlocked',
  /** The same verdict in report mode: nothing was refused. */
  attacksReported: 'AttacksReported',
  /** Values that are written like an attack, before any sink: nothing says that they would do harm. No alarm by default. */
  attempts: 'Attempts',
  /** Invocations that Lambda was about to end for their timeout; the line tells what they did last. */
  timeoutsNear: 'TimeoutsNear',
  /** Errors of the guard itself; the handler never sees them. */
  guardErrors: 'GuardErrors',
  /** One at every cold start, then at most one in `HEARTBEAT_MINUTES` while invoked. */
  heartbeat: 'Heartbeat',
} as const;

/** Each combination of dimension values is billed as one metric: function and kind of attack, never the attacker. */
export const DIMENSIONS = { functionName: 'FunctionName', kind: 'Kind' } as const;

export const HEARTBEAT_MINUTES = 5;

/** Field of the heartbeat line: how long invocations waited for the guard since the line before (`GuardOverhead`). No metric, since it would cost money. */
export const OVERHEAD_FIELD = 'guardMicros';

/** Microseconds, over the invocations since the environment's heartbeat before. */
export interface GuardOverhead {
  readonly invocations: number;
  readonly mean: number;
  /** 99th percentile, at most a fifth too high. */
  readonly p99: number;
  readonly max: number;
}
