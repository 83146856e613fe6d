import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { settingRule } from '../../setting-rule';
import { isAbsent, read } from '../../settings';

/** Where the key of the code's object stands. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'AWS::Lambda::Function': ['Code', 'S3Key'],
  'AWS::Lambda::LayerVersion': ['Content', 'S3Key'],
  'AWS::Serverless::Function': ['CodeUri', 'Key'],
};

/** A key that holds a hash of the content, as CDK's assets and packaged templates have, is as good as a version. */
const isNamed = (resource: Resource) => read(resource, KEYS[resource.type] ?? []).every(({ value }) => {
  const key = literalText(value);
  return key !== undefined && !/[0-9a-f]{32}/i.test(key);
});

export const codeUnversioned: Rule = settingRule({
  id: 'SAS6-CodeUnversioned',
  title: 'which code the function runs is decided by whoever writes to the bucket last',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-494'],
  why: 'The key names whatever lies there at the next deployment: a build that nobody reviewed, or an attacker\'s, runs with the function\'s role.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code: lambda.Code.fromBucketV2(bucket, \'orders.zip\', { objectVersion: \'L4kqtJlcpXroDTDmpUMLUo\' }) }); // or an asset',
  type: 'AWS::Lambda::Function',
  path: ['Code', 'S3ObjectVersion'],
  elsewhere: { 'AWS::Lambda::LayerVersion': ['Content', 'S3ObjectVersion'], 'AWS::Serverless::Function': ['CodeUri', 'Version'] },
  fails: isAbsent,
  judges: isNamed,
  beside: { Runtime: 'python3.13', Handler: 'index.handler', Code: { S3Bucket: 'builds', S3Key: 'orders.zip' } },
  example: { flagged: undefined, fixed: 'L4kqtJlcpXroDTDmpUMLUo' },
});
