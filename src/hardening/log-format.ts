import { HardeningMeasure } from '../options';
import type { Measure } from './measure';
import { entriesOf, isIntrinsic } from '../targets/function-target';

const JSON_FORMAT = 'JSON';

/**
 * Log lines in JSON, which CloudWatch can filter by level and query by field.
 *
 * The levels stay as they are: the guard writes its findings at a level that the function's own lets through.
 */
export const logFormat: Measure = {
  name: HardeningMeasure.LOG_FORMAT,
  onRequest: 'the log format stays as it is on a plain function, since subscribers may parse its text',
  apply: (target, { ledger }) => {
    const { LogFormat } = entriesOf(target.properties.LoggingConfig);
    if (isIntrinsic(target.properties.LoggingConfig)) return ledger.kept(logFormat.name, 'its LoggingConfig is an intrinsic function');
    if (LogFormat !== undefined) return ledger.kept(logFormat.name, `LogFormat is ${typeof LogFormat === 'string' ? LogFormat : 'an intrinsic function'}`);
    target.setLogging({ logFormat: JSON_FORMAT });
    return ledger.set(logFormat.name, `LogFormat ${JSON_FORMAT}`);
  },
};
