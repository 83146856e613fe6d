import { covers } from '../../../app-model/iam/pattern';
import { resourcePolicy } from '../../../app-model/resource-policies';
import { literalText } from '../../../app-model/value';
import { publicStatements } from '../../iam/access';
import type { Rule } from '../../rule';

const READING = ['s3:GetObject', 's3:ListBucket', 's3:GetObjectVersion', 's3:ListBucketVersions', 's3:GetObjectAcl'];

const policy = (condition: object) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: { Bucket: 'reports', PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*', ...condition }] } },
});

export const s3PublicRead: Rule = {
  id: 'SAS3-S3PublicRead',
  title: 'the bucket\'s policy lets everybody read',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-200'],
  why: 'Whoever guesses or finds the bucket\'s name takes what is in it; scanners try names all day.',
  fix: 'new cloudfront.Distribution(this, \'Site\', { defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(bucket) } });',
  resourceTypes: ['AWS::S3::BucketPolicy'],
  example: {
    flagged: { Resources: { Policy: policy({}) } },
    findings: { Policy: ['SAS3-S3PublicRead'] },
    fixed: { Resources: { Policy: policy({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }) } },
  },
  check: resource => publicStatements(resourcePolicy(resource))
    .filter(({ actions, notActions }) => notActions.length > 0 || actions.some(({ value }) => READING.some(action => covers(literalText(value) ?? '', action))))
    .slice(0, 1)
    .map(({ when }) => ({ when, location: 'Properties/PolicyDocument' })),
};
