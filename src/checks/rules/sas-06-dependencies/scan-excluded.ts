import { FUNCTION_TYPES } from '../../../app-model/functions';
import { at, items, property } from '../../../app-model/property';
import type { Rule } from '../../rule';
import { isOneOf, isPresent } from '../../settings';

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
  check(resource) {
    const listed = items(property(resource, 'Tags')).filter(tag => at([tag], 'Key').some(isOneOf(EXCLUSION)));
    const mapped = at(property(resource, 'Tags'), EXCLUSION).filter(isPresent);
    return [...listed, ...mapped].slice(0, 1).map(({ when }) => ({ when, location: 'Properties/Tags' }));
  },
};
