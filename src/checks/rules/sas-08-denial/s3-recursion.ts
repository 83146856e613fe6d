import type { AppModel } from '../../../app-model/app-model';
import { bucketNotifications, type BucketNotification } from '../../../app-model/bucket-notifications';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import { statementsFor } from '../../../app-model/iam/reach';
import type { Resource } from '../../../app-model/template';
import { literalText, type Possibility } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import type { Rule } from '../../rule';

const WRITING = ['s3:PutObject', 's3:CopyObject', 's3:ReplicateObject'];

const app = (resource: string) => ({
  Uploads: { Type: 'AWS::S3::Bucket', Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['Orders', 'Arn'] }, Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'in/' }] } } }] } } },
  Role: functionRole(allow('s3:PutObject', { 'Fn::Sub': resource } as never)),
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
});

export const s3Recursion: Rule = {
  id: 'SAS8-S3Recursion',
  title: 'the function writes where its own events come from',
  weakness: 'SAS-8',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-835'],
  why: 'Each object that it writes invokes it again: one upload runs for ever, at the owner\'s expense.',
  fix: 'new s3.Bucket(this, \'Results\').grantPut(fn); // another bucket than the one that invokes it, or another prefix',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: app('${Uploads.Arn}/*') },
    findings: { Orders: ['SAS8-S3Recursion'] },
    fixed: { Resources: app('${Uploads.Arn}/out/*') },
  },
  check: (fn, model) => (model.index(notificationsByFunction).get(fn) ?? []).flatMap(({ bucket, prefix }) => {
    const may = statementsFor(fn, WRITING, model).some(({ resources }) => resources.some(resource => reaches(resource, bucket, prefix)));
    return may ? [{ note: `into ${bucket.logicalId}` }] : [];
  }).slice(0, 1),
};

function notificationsByFunction(model: AppModel): ReadonlyMap<Resource, readonly BucketNotification[]> {
  const found = new Map<Resource, BucketNotification[]>();
  for (const notification of model.index(bucketNotifications)) found.set(notification.function, [...found.get(notification.function) ?? [], notification]);
  return found;
}

/** Whether a statement's resource is a place in the bucket where new objects invoke. A prefix that is not known may be any. */
function reaches({ value }: Possibility, bucket: Resource, prefix: string | undefined): boolean {
  if (literalText(value) === '*') return true;
  if (value.kind !== 'text' || prefix === undefined || !value.parts.some(part => part.kind === 'reference' && part.resource === bucket)) return false;
  const key = value.parts.map(part => part.kind === 'literal' ? part.text : '').join('').replace(/^[^/]*\//, '');
  const [written = ''] = key.split('*');
  return written.startsWith(prefix) || (prefix.startsWith(written) && key.includes('*'));
}
