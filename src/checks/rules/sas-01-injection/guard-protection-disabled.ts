import { environmentVariable, FUNCTION_TYPES } from '../../../app-model/functions';
import { guardState } from '../../../app-model/guard';
import { jsonIn } from '../../../app-model/json-text';
import { at, entries } from '../../../app-model/property';
import { GUARD_ENVIRONMENT } from '../../../contract/environment';
import { GUARDED, GUARDED_PROPERTIES } from '../../examples';
import { PASS, type Rule } from '../../rule';
import { isOneOf } from '../../settings';

const guarded = (detectors: object) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    ...GUARDED_PROPERTIES,
    Environment: {
      Variables: { ...GUARDED_PROPERTIES.Environment.Variables, [GUARD_ENVIRONMENT.policy]: JSON.stringify({ version: 1, detectors }) },
    },
  },
});

export const guardProtectionDisabled: Rule = {
  id: 'SAS1-GuardProtectionDisabled',
  title: 'the runtime guard is attached, with one of its detectors switched off',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-693'],
  why: 'Injections of that kind succeed and are not even written down, while everybody believes that the function is guarded.',
  fix: 'ServerlessGuard.protect(this); // an exemption of one route or parameter says less than a detector that is off',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { ...GUARDED, Orders: guarded({ sql: 'off' }) } },
    findings: { Orders: ['SAS1-GuardProtectionDisabled[sql]'] },
    fixed: { Resources: { ...GUARDED, Orders: guarded({ sql: 'block' }) } },
  },
  check(fn) {
    if (guardState(fn).activation !== 'yes') return PASS;
    const policy = jsonIn(environmentVariable(fn, GUARD_ENVIRONMENT.policy), fn.template);
    return entries(at(policy, 'detectors')).flatMap(({ name, possibilities }) => possibilities
      .filter(isOneOf('off'))
      .map(({ when }) => ({ detail: name, when, location: 'Properties/Environment' })));
  },
};
