import { HardeningMeasure } from '../options';
import { warn } from './ledger';
import type { Measure } from './measure';
import { entriesOf, isIntrinsic } from '../targets/function-target';

const JSON_FORMAT = 'JSON';

/** The guard writes findings as WARN (reported) and ERROR (blocked): these levels drop them. */
const LEVELS_THAT_HIDE_FINDINGS: ReadonlySet<unknown> = new Set(['ERROR', 'FATAL']);

/** Log lines in JSON, which CloudWatch can filter by level and query by field. */
export const logFormat: Measure = {
  name: HardeningMeasure.LOG_FORMAT,
  onRequest: 'the log format stays as it is on a plain function, since subscribers may parse its text',
  apply: (target, { ledger }) => {
    const { LogFormat, ApplicationLogLevel } = entriesOf(target.properties.LoggingConfig);
    if (LEVELS_THAT_HIDE_FINDINGS.has(ApplicationLogLevel)) {
      warn(target.resource, {
        id: 'log-level-hides-findings',
        what: `the application log level is ${String(ApplicationLogLevel)}`,
        why: 'Lambda drops the guard\'s reported findings, which have the level WARN',
        cure: 'set applicationLogLevelV2 to WARN or below',
      });
    }
    if (isIntrinsic(target.properties.LoggingConfig)) return ledger.kept(logFormat.name, 'its LoggingConfig is an intrinsic function');
    if (LogFormat !== undefined) return ledger.kept(logFormat.name, `LogFormat is ${typeof LogFormat === 'string' ? LogFormat : 'an intrinsic function'}`);
    target.setLogging({ logFormat: JSON_FORMAT });
    return ledger.set(logFormat.name, `LogFormat ${JSON_FORMAT}`);
  },
};
