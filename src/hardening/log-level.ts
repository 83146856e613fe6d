import type { Variables } from './guard-environment';
import { warn } from './ledger';
import type { HardeningSettings } from './settings';
import { HardeningMeasure } from '../options';
import { entriesOf } from '../targets/function-target';
import type { FunctionTarget } from '../targets/function-target';

/** Set by Lambda from the function's logging configuration; the guard reads there which level its lines need to be let through. */
const LOG_LEVEL = 'AWS_LAMBDA_LOG_LEVEL';

/** Warns of a level that tells the guard something else than Lambda goes by: Lambda would then drop findings and metrics. */
export function warnOfLogLevel(existing: Variables, target: FunctionTarget, { isConstruct, alsoSet }: HardeningSettings): void {
  const given = existing[LOG_LEVEL];
  const { LogFormat, ApplicationLogLevel = 'INFO' } = entriesOf(target.properties.LoggingConfig);
  const isJson = LogFormat === undefined ? isConstruct || alsoSet.includes(HardeningMeasure.LOG_FORMAT) : LogFormat === 'JSON';
  if (given === undefined || given === ApplicationLogLevel || !isJson) return;
  warn(target.resource, {
    id: 'log-level-hides-findings',
    what: `its variable ${LOG_LEVEL} is not the level ${String(ApplicationLogLevel)} of its logging configuration`,
    why: 'Lambda may drop the guard\'s findings and metrics, which it writes at the level that the variable says',
    cure: 'remove the variable, Lambda sets it; choose the level with applicationLogLevelV2',
  });
}
