import { FUNCTION_TYPES } from '../../../app-model/functions';
import { hasTag } from '../../../app-model/tags';
import { PASS, type Rule } from '../../rule';

const EXCLUSION = 'InspectorExclusion';

const fn = (tags: readonly object[]) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Tags: tags } });

export const scanExcluded: Rule = {
  id: 'SAS6-ScanExcluded',
  title: 'the function is taken out of the scan for vulnerabilities',
  weakness: 'SAS-6',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-1104'],
  why: 'A hole in one of its packages becomes known to everybody but to the people who run it.',
  fix: 'Tags.of(fn).remove(\'InspectorExclusion\');',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: fn([{ Key: EXCLUSION, Value: 'LambdaStandardScanning' }]) } },
    findings: { Orders: ['SAS6-ScanExcluded'] },
    fixed: { Resources: { Orders: fn([{ Key: 'team', Value: 'orders' }]) } },
  },
  check: resource => hasTag(resource, EXCLUSION) === 'yes' ? [{ location: 'Properties/Tags' }] : PASS,
};
