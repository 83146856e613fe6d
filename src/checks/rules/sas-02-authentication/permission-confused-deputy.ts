import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText, skeleton, type Possibility } from '../../../app-model/value';
import { restrictsSource } from '../../iam/source-restriction';
import type { Finding, Rule } from '../../rule';

const PERMISSION = {
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: 'orders', Principal: 's3.amazonaws.com', SourceArn: 'arn:aws:s3:::uploads' },
} as const;

export const permissionConfusedDeputy: Rule = {
  id: 'SAS2-PermissionConfusedDeputy',
  title: 'the permission lets an AWS service invoke the function on behalf of anybody',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-441'],
  why: 'An AWS service acts for every customer. Without the source\'s ARN or account somebody else\'s bucket, topic or rule can invoke the function; a bucket\'s ARN names no account, so its name can be taken over.',
  fix: 'fn.addPermission(\'Uploads\', { principal: new iam.ServicePrincipal(\'s3.amazonaws.com\'), sourceArn: bucket.bucketArn, sourceAccount: this.account });',
  resourceTypes: ['AWS::Lambda::Permission'],
  supersedes: ['SAS2-PermissionSourceArnBroad'],
  example: {
    flagged: { Resources: { Invoke: PERMISSION } },
    findings: { Invoke: ['SAS2-PermissionConfusedDeputy[S3SourceAccount]'] },
    fixed: { Resources: { Invoke: { ...PERMISSION, Properties: { ...PERMISSION.Properties, SourceAccount: { Ref: 'AWS::AccountId' } } } } },
  },
  check: permission => property(permission, 'Principal').flatMap(principal => judgePrincipal(permission, principal)),
};

function judgePrincipal(permission: Resource, { value, when }: Possibility): readonly Finding[] {
  const principal = literalText(value)?.toLowerCase() ?? skeleton(value)?.toLowerCase() ?? '';
  const restricts = (name: string) => property(permission, name).every(possibility => restrictsSource(possibility.value));
  if (principal.startsWith('alexa-')) {
    return restricts('EventSourceToken') ? [] : [{ detail: 'EventSourceToken', note: 'no skill id', when }];
  }
  if (!/^[a-z0-9.-]+\.amazonaws\.com/.test(principal)) return [];
  if (restricts('SourceAccount') || restricts('PrincipalOrgID')) return [];
  if (!restricts('SourceArn')) return [{ note: `${principal} without SourceArn and SourceAccount`, when }];
  if (principal !== 's3.amazonaws.com') return [];
  return [{ detail: 'S3SourceAccount', note: 'the ARN of a bucket names no account', when }];
}
