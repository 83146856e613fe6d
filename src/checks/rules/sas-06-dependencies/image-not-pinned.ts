import { FUNCTION_TYPES, isServerlessFunction } from '../../../app-model/functions';
import { property } from '../../../app-model/property';
import { skeleton } from '../../../app-model/value';
import type { Finding, Rule } from '../../rule';

const REPOSITORY = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/orders';
const fn = (uri: string) => ({ Type: 'AWS::Lambda::Function', Properties: { PackageType: 'Image', Code: { ImageUri: uri } } });

/** A tag that is a hash of the content, as CDK's assets have, is as good as a digest. */
export const imageNotPinned: Rule = {
  id: 'SAS6-ImageNotPinned',
  title: 'which image the function runs is decided by whoever pushes next',
  weakness: 'SAS-6',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-829'],
  why: 'A tag points to whatever was pushed last: a push by mistake, or by an attacker, runs with the function\'s role at the next deployment.',
  fix: 'lambda.DockerImageCode.fromEcr(new ecr.Repository(this, \'Pinned\'), { tagOrDigest: \'sha256:0123…\' });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn(`${REPOSITORY}:latest`), Invoices: fn(`${REPOSITORY}:v3`) } },
    findings: { Orders: ['SAS6-ImageNotPinned'], Invoices: ['SAS6-ImageNotPinned[MutableTag]'] },
    fixed: { Resources: { Orders: fn(`${REPOSITORY}@sha256:${'0123456789abcdef'.repeat(4)}`), Invoices: fn(`${REPOSITORY}:${'0123456789abcdef'.repeat(4)}`) } },
  },
  check: resource => (isServerlessFunction(resource) ? property(resource, 'ImageUri') : property(resource, 'Code', 'ImageUri')).flatMap(({ value, when }): readonly Finding[] => {
    const uri = value.kind === 'scalar' || value.kind === 'text' ? skeleton(value) ?? '' : '';
    const last = uri.slice(uri.lastIndexOf('/') + 1);
    const location = 'Properties/Code/ImageUri';
    if (uri === '' || /@sha256:|:[0-9a-f]{64}$|:[^:]*\uFFFC/.test(last)) return [];
    if (!last.includes(':') && last.endsWith('\uFFFC')) return [];
    if (!last.includes(':') || last.endsWith(':latest')) return [{ note: 'the newest image, whatever it is', when, location }];
    return [{ detail: 'MutableTag', severity: 'warning', note: 'a tag can be moved', when, location }];
  }),
};
