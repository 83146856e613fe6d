import { at, property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { isNotOn } from '../../settings';

const CLASSES = ['RequireLowercase', 'RequireNumbers', 'RequireSymbols', 'RequireUppercase'] as const;
const DEFAULT_LENGTH = 8;
const LONG = 12;

const pool = (policy: object) => ({ Type: 'AWS::Cognito::UserPool', Properties: { Policies: { PasswordPolicy: policy } } });

/** Without a policy Cognito asks for 8 characters of all four classes. */
export const cognitoWeakPassword: Rule = {
  id: 'SAS2-CognitoWeakPassword',
  title: 'the user pool accepts passwords that are guessed quickly',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-521'],
  why: 'Short passwords of few kinds of characters fall to lists and to guessing, and each one that falls is a way in.',
  fix: 'new cognito.UserPool(this, \'Users\', { passwordPolicy: { minLength: 12, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true } });',
  resourceTypes: ['AWS::Cognito::UserPool'],
  example: {
    flagged: { Resources: { Users: pool({ MinimumLength: 6 }) } },
    findings: { Users: ['SAS2-CognitoWeakPassword'] },
    fixed: { Resources: { Users: pool({ MinimumLength: 12 }) } },
  },
  check: resource => property(resource, 'Policies', 'PasswordPolicy').flatMap(policy => {
    if (policy.value.kind !== 'map') return [];
    const simple = CLASSES.some(name => at([policy], name).some(isNotOn));
    return at([policy], 'MinimumLength')
      .filter(({ value }) => value.kind === 'absent' || literalText(value) !== undefined)
      .filter(({ value }) => isWeak(Number(literalText(value) ?? DEFAULT_LENGTH), simple))
      .map(({ when }) => ({ when, location: 'Properties/Policies/PasswordPolicy' }));
  }),
};

function isWeak(length: number, simple: boolean): boolean {
  return length < DEFAULT_LENGTH || (simple && length < LONG);
}
