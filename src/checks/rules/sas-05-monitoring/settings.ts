import type { Rule } from '../../rule';
import { type Setting, settingRule } from '../../setting-rule';
import { isAbsent, isNoneOf, isOneOf } from '../../settings';

const LOG_GROUP = 'AWS::Logs::LogGroup';
const APPSYNC = { Name: 'orders', AuthenticationType: 'AWS_IAM' };

/** What is decided by one property of one type. */
export const monitoringSettings: readonly Rule[] = ([
  {
    id: 'SAS5-LogUnencrypted',
    title: 'the log group is encrypted with a key that nobody here controls',
    severity: 'warning',
    cwe: ['CWE-311'],
    why: 'Logs hold what went wrong with what data: with a key of your own its policy decides who reads them, and its use is on record.',
    fix: 'ServerlessGuard.protect(this, { logEncryptionKey: key }); // or encryptionKey of the log group',
    type: LOG_GROUP,
    path: ['KmsKeyId'],
    fails: isAbsent,
    beside: { RetentionInDays: 365 },
    example: { flagged: undefined, fixed: 'arn:aws:kms:eu-west-1:111122223333:key/orders' },
  },
  {
    id: 'SAS5-LogFormatText',
    title: 'the function logs plain text',
    severity: 'warning',
    cwe: ['CWE-117', 'CWE-778'],
    why: 'A line break in an input forges a log line of its own; in JSON it stays inside a string, and levels and fields can be searched.',
    fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, loggingFormat: lambda.LoggingFormat.JSON });',
    type: 'AWS::Lambda::Function',
    alike: ['AWS::Serverless::Function'],
    path: ['LoggingConfig', 'LogFormat'],
    fails: isNoneOf('JSON', 'Json'),
    beside: { Runtime: 'python3.13', Handler: 'index.handler' },
    example: { flagged: 'Text', fixed: 'JSON' },
  },
  {
    id: 'SAS5-AppSyncLogMissing',
    title: 'the API writes no log',
    severity: 'warning',
    cwe: ['CWE-778'],
    why: 'Which resolver failed, and for whom, is nowhere to be seen: an attacker tries until something gives, and nobody knows.',
    fix: 'new appsync.GraphqlApi(this, \'Orders\', { name: \'orders\', definition, logConfig: { fieldLogLevel: appsync.FieldLogLevel.ERROR } });',
    type: 'AWS::AppSync::GraphQLApi',
    path: ['LogConfig', 'FieldLogLevel'],
    fails: possibility => isAbsent(possibility) || isOneOf('NONE')(possibility),
    beside: APPSYNC,
    example: { flagged: 'NONE', fixed: 'ERROR' },
  },
] satisfies readonly Setting[]).map(settingRule);
