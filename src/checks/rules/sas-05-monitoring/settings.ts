import { recordsData } from './cloud-trail-gaps';
import { accountPolicies } from '../../../app-model/account-policies';
import type { AppModel } from '../../../app-model/app-model';
import { isRetained } from '../../../app-model/deletion-policy';
import { isLogBucket } from '../../../app-model/log-buckets';
import type { Rule } from '../../rule';
import { settingRules } from '../../setting-rule';
import { type Fails, isAbsent, isNoneOf, isNotOn, isOneOf } from '../../settings';

const LOG_GROUP = 'AWS::Logs::LogGroup';
const APPSYNC = { Name: 'orders', AuthenticationType: 'AWS_IAM' };

const isUnset: Fails = possibility => isAbsent(possibility) || isOneOf('NONE', 'OFF')(possibility);

/** What is decided by one property of one type. */
export const monitoringSettings: readonly Rule[] = settingRules([
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
    fails: isUnset,
    beside: APPSYNC,
    example: { flagged: 'NONE', fixed: 'ERROR' },
  },
  {
    id: 'SAS5-LogRetentionMissing',
    title: 'the log group has no retention: nobody decided how long the evidence is kept',
    severity: 'error',
    cwe: ['CWE-779'],
    why: 'Without a retention logs are kept, and paid for, forever: personal data outlives its purpose, and sooner or later somebody deletes the group with the evidence in it.',
    fix: 'new logs.LogGroup(this, \'Logs\', { retention: logs.RetentionDays.ONE_YEAR });',
    type: LOG_GROUP,
    path: ['RetentionInDays'],
    fails: isAbsent,
    beside: { LogGroupName: 'orders' },
    example: { flagged: undefined, fixed: 365 },
  },
  // A policy of the account masks in every group; a group of infrequent access cannot mask at all.
  {
    id: 'SAS5-LogDataProtectionMissing',
    title: 'the log group masks nothing',
    severity: 'warning',
    cwe: ['CWE-532'],
    why: 'Card numbers, keys and tokens that end in a log line are read by everybody who may read logs, and stay as long as the logs do.',
    fix: 'ServerlessGuard.protect(this, { dataProtectionPolicy: new logs.DataProtectionPolicy({ identifiers: [logs.DataIdentifier.CREDITCARDNUMBER, logs.DataIdentifier.AWSSECRETKEY] }) });',
    type: LOG_GROUP,
    path: ['DataProtectionPolicy'],
    fails: isAbsent,
    where: { path: ['LogGroupClass'], is: possibility => isAbsent(possibility) || isOneOf('STANDARD')(possibility) },
    judges: (_group, model) => !model.index(hasMaskingAccount),
    beside: { RetentionInDays: 365 },
    example: { flagged: undefined, fixed: { Name: 'orders', Version: '2021-06-01', Statement: [] } },
  },
  {
    id: 'SAS5-LogGroupDestroyable',
    title: 'one call, or one deployment, deletes the log group with what is in it',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-778'],
    why: 'Whoever gets that far deletes the evidence first, and a stack that is taken down takes it along.',
    fix: 'new logs.LogGroup(this, \'Logs\', { retention: logs.RetentionDays.ONE_YEAR, deletionProtectionEnabled: true });',
    type: LOG_GROUP,
    path: ['DeletionProtectionEnabled'],
    fails: isNotOn,
    judges: group => isRetained(group) === false,
    beside: { RetentionInDays: 365 },
    example: { flagged: undefined, fixed: true },
  },
  {
    id: 'SAS5-TracingDisabled',
    title: 'the function is not traced',
    severity: 'warning',
    cwe: ['CWE-778'],
    why: 'After an attack nobody can say which request reached which function, queue and table, and how far it came.',
    fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code, tracing: lambda.Tracing.ACTIVE });',
    type: 'AWS::Lambda::Function',
    path: ['TracingConfig', 'Mode'],
    elsewhere: { 'AWS::Serverless::Function': ['Tracing'] },
    fails: isNoneOf('Active'),
    beside: { Runtime: 'python3.13', Handler: 'index.handler' },
    example: { flagged: 'PassThrough', fixed: 'Active' },
  },
  {
    id: 'SAS5-StateMachineTracingOff',
    title: 'executions of the state machine are not traced',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-778'],
    why: 'Which request led to an execution, and what its steps called in turn, stands in no one place: after an attack it has to be guessed.',
    fix: 'new sfn.StateMachine(this, \'Orders\', { definitionBody, tracingEnabled: true });',
    type: 'AWS::StepFunctions::StateMachine',
    path: ['TracingConfiguration', 'Enabled'],
    elsewhere: { 'AWS::Serverless::StateMachine': ['Tracing', 'Enabled'] },
    fails: isNotOn,
    example: { flagged: false, fixed: true },
  },
  {
    id: 'SAS5-BusOrPipeLogMissing',
    title: 'the bus or pipe does not say what became of its events',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-778'],
    why: 'An event that fails on its way leaves no trace: one that was kept from its function, or that a target refused, is not noticed.',
    fix: 'new events.EventBus(this, \'Orders\', { logConfig: { level: events.Level.ERROR, includeDetail: events.IncludeDetail.NONE } });',
    type: 'AWS::Events::EventBus',
    path: ['LogConfig', 'Level'],
    elsewhere: { 'AWS::Pipes::Pipe': ['LogConfiguration', 'Level'] },
    fails: isUnset,
    beside: { Name: 'orders' },
    example: { flagged: 'OFF', fixed: 'ERROR' },
  },
  {
    id: 'SAS5-S3AccessLogMissing',
    title: 'nobody records who read and wrote the bucket\'s objects',
    severity: 'warning',
    tier: 'strict',
    cwe: ['CWE-778'],
    why: 'After a leak the question is which objects were read, by whom and since when: neither an access log nor a trail of data events answers it.',
    fix: 'new s3.Bucket(this, \'Uploads\', { serverAccessLogsBucket: bucket, serverAccessLogsPrefix: \'uploads/\' });',
    type: 'AWS::S3::Bucket',
    path: ['LoggingConfiguration'],
    fails: isAbsent,
    judges: (bucket, model) => !isLogBucket(bucket, model) && !model.index(hasObjectTrail),
    example: { flagged: undefined, fixed: { DestinationBucketName: 'logs' } },
  },
]);

const hasObjectTrail = (model: AppModel) => model.resourcesOf('AWS::CloudTrail::Trail').some(trail => recordsData(trail, 'AWS::S3::Object'));

const hasMaskingAccount = (model: AppModel) => model.index(accountPolicies).has('DATA_PROTECTION_POLICY');
