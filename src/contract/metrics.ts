/** CloudWatch metrics the guard writes in Embedded Metric Format. */
export const METRIC_NAMESPACE = 'ServerlessGuard';

export const METRICS = {
  /** Operations refused because input changed their structure. */
  attacksBlocked: 'AttacksBlocked',
  /** The same verdict in report mode: nothing was refused. */
  attacksReported: 'AttacksReported',
  /** Errors of the guard itself; the handler never sees them. */
  guardErrors: 'GuardErrors',
  /** One at every cold start, then at most one in `HEARTBEAT_MINUTES` while invoked. */
  heartbeat: 'Heartbeat',
} as const;

/** Each combination of dimension values is billed as one metric: function and kind of attack, never the attacker. */
export const DIMENSIONS = { functionName: 'FunctionName', kind: 'Kind' } as const;

export const HEARTBEAT_MINUTES = 5;
