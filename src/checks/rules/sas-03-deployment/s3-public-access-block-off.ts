import { at, property } from '../../../app-model/property';
import type { Finding, Rule } from '../../rule';
import { isNotOn } from '../../settings';

const FLAGS = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'] as const;

const bucket = (flags: object) => ({ Type: 'AWS::S3::Bucket', Properties: { PublicAccessBlockConfiguration: flags } });
const ON = Object.fromEntries(FLAGS.map(name => [name, true]));

/**
 * Since April 2023 a new bucket blocks public access by itself, so that a bucket without the property is told as a
 * warning: the template does not say it, and a bucket that is older is open to policies and lists. Where the property
 * is there, a flag that is left out is off.
 */
export const s3PublicAccessBlockOff: Rule = {
  id: 'SAS3-S3PublicAccessBlockOff',
  title: 'the bucket may be made public',
  weakness: 'SAS-3',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-732'],
  why: 'One policy, list or upload with a public grant, by mistake or by whoever took over a function, opens the bucket to the internet.',
  fix: 'new s3.Bucket(this, \'Uploads\', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });',
  resourceTypes: ['AWS::S3::Bucket'],
  example: {
    flagged: { Resources: { Uploads: bucket({ ...ON, BlockPublicPolicy: false }), Older: { Type: 'AWS::S3::Bucket', Properties: {} } } },
    findings: { Uploads: ['SAS3-S3PublicAccessBlockOff[BlockPublicPolicy]'], Older: ['SAS3-S3PublicAccessBlockOff[Absent]'] },
    fixed: { Resources: { Uploads: bucket(ON), Older: bucket(ON) } },
  },
  check: resource => property(resource, 'PublicAccessBlockConfiguration').flatMap((block): readonly Finding[] => {
    const location = 'Properties/PublicAccessBlockConfiguration';
    if (block.value.kind === 'absent') return [{ detail: 'Absent', severity: 'warning' as const, note: 'the template does not block it', when: block.when, location }];
    return FLAGS.flatMap(name => at([block], name).filter(isNotOn).map(({ when }) => ({ detail: name, note: `${name} is off`, when, location })));
  }),
};
