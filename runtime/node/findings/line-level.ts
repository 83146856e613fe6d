/** Levels of Lambda's log filter, ascending. */
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;
export type LineLevel = (typeof LEVELS)[number];

/**
 * The level a line is written with: the one it deserves, or the function's own where that would drop it.
 *
 * In the log format JSON, Lambda drops every line below `AWS_LAMBDA_LOG_LEVEL`; a dropped metric is a blind alarm.
 */
export function visibleLevel<L extends LineLevel>(deserved: L, configured: string | undefined): L | 'WARN' | 'ERROR' | 'FATAL' {
  const floor = LEVELS.indexOf(configured as LineLevel);
  if (floor <= LEVELS.indexOf(deserved)) return deserved;
  return LEVELS[floor] as 'WARN' | 'ERROR' | 'FATAL';
}
