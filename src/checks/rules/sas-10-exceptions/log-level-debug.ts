import type { Rule } from '../../rule';
import { settingRule } from '../../setting-rule';
import { isOneOf } from '../../settings';

/** What is decided by one property of one type. */
export const logLevelDebug: Rule = settingRule({
  id: 'SAS10-LogLevelDebug',
  title: 'the function logs what is meant for its authors',
  severity: 'warning',
  cwe: ['CWE-532'],
  why: 'Debug lines hold whole events, queries and answers, with the personal data and the tokens that are in them.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, loggingFormat: lambda.LoggingFormat.JSON, applicationLogLevelV2: lambda.ApplicationLogLevel.INFO });',
  type: 'AWS::Lambda::Function',
  alike: ['AWS::Serverless::Function'],
  path: ['LoggingConfig', 'ApplicationLogLevel'],
  fails: isOneOf('DEBUG', 'TRACE'),
  beside: { Runtime: 'python3.13', Handler: 'index.handler' },
  example: { flagged: 'DEBUG', fixed: 'INFO' },
});
