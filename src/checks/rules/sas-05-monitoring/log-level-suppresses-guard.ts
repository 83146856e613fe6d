import { FUNCTION_TYPES } from '../../../app-model/functions';
import { guardState } from '../../../app-model/guard';
import { GUARDED, GUARDED_PROPERTIES } from '../../examples';
import type { Rule } from '../../rule';
import { failing, isOneOf } from '../../settings';

const fn = (level: string) => ({ Type: 'AWS::Lambda::Function', Properties: { ...GUARDED_PROPERTIES, LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: level } } });

/** The guard's lines have a level of their own; Lambda drops those below the function's before they reach the log group. */
export const logLevelSuppressesGuard: Rule = {
  id: 'SAS5-LogLevelSuppressesGuard',
  title: 'the log lines that tell of an attack are dropped by Lambda',
  weakness: 'SAS-5',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-223'],
  why: 'The guard sees and stops the attack, and what it says about it never reaches the log group: no alarm, no evidence.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, loggingFormat: lambda.LoggingFormat.JSON, applicationLogLevelV2: lambda.ApplicationLogLevel.INFO });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { ...GUARDED, Orders: fn('FATAL') } },
    findings: { Orders: ['SAS5-LogLevelSuppressesGuard[ApplicationLogLevel]'] },
    fixed: { Resources: { ...GUARDED, Orders: fn('INFO') } },
  },
  check: resource => [
    ...guardState(resource).activation === 'yes' ? failing(resource, ['LoggingConfig', 'ApplicationLogLevel'], isOneOf('ERROR', 'FATAL'), { detail: 'ApplicationLogLevel' }) : [],
    ...failing(resource, ['LoggingConfig', 'SystemLogLevel'], isOneOf('WARN'), { detail: 'SystemLogLevel', note: 'timeouts and start-ups are not told' }),
  ],
};
