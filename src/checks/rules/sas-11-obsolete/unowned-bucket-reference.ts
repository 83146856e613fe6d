import type { AppModel } from '../../../app-model/app-model';
import { allowedActions } from '../../../app-model/iam/function-permissions';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { property } from '../../../app-model/property';
import { literalText, skeleton } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import { isNarrowed } from '../../iam/star-only';
import type { Finding, Rule } from '../../rule';

/** A bucket by its whole name, and what is in it. */
const BUCKET = /^arn:[^:]*:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/|$)/;

/** Buckets that AWS owns or that CDK makes for each account, and checks. */
const KEPT = /^(?:aws-|amazon|awslambda-|elasticbeanstalk-|prod-[\w-]+-starport-layer-bucket$|patch-baseline-snapshot-|cdk-[\w-]+-assets-)/;

const names = (model: AppModel) => new Set(model.resourcesOf('AWS::S3::Bucket').flatMap(bucket => property(bucket, 'BucketName')).flatMap(({ value }) => literalText(value) ?? []));

const GET = (resource: string, condition?: object) => {
  const document = allow('s3:GetObject', resource) as { readonly Statement: readonly object[] };
  return functionRole({ ...document, Statement: document.Statement.map(statement => ({ ...statement, ...condition })) });
};

/** Names in the environment are left out: a text there may be anything's name. */
export const unownedBucketReference: Rule = {
  id: 'SAS11-UnownedBucketReference',
  title: 'the function trusts a bucket by its name, whoever owns it',
  weakness: 'SAS-11',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-610'],
  why: 'The name of a bucket that is deleted is free for everybody: whoever takes it gives the function files of their choice, and gets what it writes.',
  fix: 'fn.addToRolePolicy(new iam.PolicyStatement({ actions: [\'s3:GetObject\'], resources: [\'arn:aws:s3:::partner-orders/*\'], conditions: { StringEquals: { \'s3:ResourceAccount\': \'111122223333\' } } }));',
  resourceTypes: PERMISSION_TYPES,
  example: {
    flagged: { Resources: { Role: GET('arn:aws:s3:::partner-orders/*') } },
    findings: { Role: ['SAS11-UnownedBucketReference[partner-orders]'] },
    fixed: { Resources: { Role: GET('arn:aws:s3:::partner-orders/*', { Condition: { StringEquals: { 's3:ResourceAccount': '111122223333' } } }) } },
  },
  check: (source, model): readonly Finding[] => allowedActions(source, model)
    .filter(({ action, statement }) => /^s3:/i.test(action) && !isNarrowed(statement))
    .flatMap(({ statement }) => statement.resources.flatMap(({ value, when }) => {
      const [, bucket] = BUCKET.exec(skeleton(value) ?? '') ?? [];
      return bucket === undefined || KEPT.test(bucket) || model.index(names).has(bucket) ? [] : [{ detail: bucket, note: bucket, when }];
    })),
};
