import { property } from '../../../app-model/property';
import { literalText, type Possibility } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { isAbsent, isOff, isOn, isOneOf } from '../../settings';

const repository = (properties: object) => ({ Type: 'AWS::ECR::Repository', Properties: { RepositoryName: 'orders', ...properties } });

const IMMUTABLE = ['IMMUTABLE', 'IMMUTABLE_WITH_EXCLUSION'];

/**
 * A setting that is left out is held against the repository only where the other one is not decided well: scanning is
 * mostly a setting of the registry, which no template of the app shows, and a tag that can be moved does no harm to a
 * function that names a digest (SAS6-ImageNotPinned).
 */
export const ecrMutableOrUnscanned: Rule = {
  id: 'SAS6-EcrMutableOrUnscanned',
  title: 'images in the repository can be replaced unseen, or hold holes that nobody looks for',
  weakness: 'SAS-6',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-829'],
  why: 'A tag that can be moved puts other code behind a name that was reviewed; without a scan known vulnerabilities go into every function that uses the image.',
  fix: 'new ecr.Repository(this, \'Images\', { imageTagMutability: ecr.TagMutability.IMMUTABLE, imageScanOnPush: true });',
  resourceTypes: ['AWS::ECR::Repository'],
  example: {
    flagged: { Resources: { Images: repository({}) } },
    findings: { Images: ['SAS6-EcrMutableOrUnscanned[Mutable]', 'SAS6-EcrMutableOrUnscanned[Unscanned]'] },
    fixed: { Resources: { Images: repository({ ImageTagMutability: 'IMMUTABLE', ImageScanningConfiguration: { ScanOnPush: true } }) } },
  },
  check(resource, model) {
    const mutability = property(resource, 'ImageTagMutability');
    const scan = property(resource, 'ImageScanningConfiguration', 'ScanOnPush');
    const scanned = scan.every(isOn) || model.resourcesOf('AWS::ECR::RegistryScanningConfiguration').length > 0;
    const immutable = mutability.every(isOneOf(...IMMUTABLE));
    return [
      ...mutability.filter(possibility => isOneOf('MUTABLE')(possibility) || (isAbsent(possibility) && !scanned && !scan.some(isUnknown)))
        .map(({ when }) => ({ detail: 'Mutable', note: 'tags can be moved', when })),
      ...scanned ? [] : scan.filter(possibility => isOff(possibility) || (isAbsent(possibility) && !immutable && !mutability.some(isUnknown)))
        .map(({ when }) => ({ detail: 'Unscanned', note: 'nothing is scanned', when })),
    ];
  },
};

const isUnknown = ({ value }: Possibility) => value.kind !== 'absent' && literalText(value) === undefined;
