import { guardModes, guardState } from '../../../app-model/guard';
import { GUARD_ENVIRONMENT } from '../../../contract/environment';
import { GUARDED, GUARDED_FUNCTION, GUARDED_PROPERTIES } from '../../examples';
import { PASS, type Rule } from '../../rule';

export const guardMonitorOnly: Rule = {
  id: 'SAS1-GuardMonitorOnly',
  title: 'the runtime guard is attached, but does not block',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-693'],
  why: 'In the mode `report` an attack is written down and succeeds; in the mode `off` it is not even written down.',
  fix: 'ServerlessGuard.protect(this, { mode: GuardMode.BLOCK });',
  resourceTypes: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  example: {
    flagged: {
      Resources: {
        ...GUARDED,
        Orders: {
          Type: 'AWS::Lambda::Function',
          Properties: { ...GUARDED_PROPERTIES, Environment: { Variables: { ...GUARDED_PROPERTIES.Environment.Variables, [GUARD_ENVIRONMENT.mode]: 'report' } } },
        },
      },
    },
    findings: { Orders: ['SAS1-GuardMonitorOnly'] },
    fixed: { Resources: { ...GUARDED, Orders: GUARDED_FUNCTION } },
  },
  check(fn) {
    if (guardState(fn).activation !== 'yes') return PASS;
    return guardModes(fn).flatMap(({ mode, possibility: { when } }) => {
      const location = 'Properties/Environment';
      if (mode === 'off') return [{ detail: 'Off', severity: 'error', note: 'it is switched off', when, location }];
      return mode === 'report' ? [{ note: 'it reports only', when, location }] : [];
    });
  },
};
