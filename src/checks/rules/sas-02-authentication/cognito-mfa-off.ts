import { property } from '../../../app-model/property';
import { literalText } from '../../../app-model/value';
import type { Rule } from '../../rule';

const pool = (mfa: string) => ({ Type: 'AWS::Cognito::UserPool', Properties: { MfaConfiguration: mfa, EnabledMfas: ['SOFTWARE_TOKEN_MFA'] } });

/** With `OPTIONAL` each user decides: a choice of the team, and no finding. */
export const cognitoMfaOff: Rule = {
  id: 'SAS2-CognitoMfaOff',
  title: 'the user pool asks for a password only',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-308'],
  why: 'A password that was phished, reused or guessed is the whole way in; a second factor stops it there.',
  fix: 'new cognito.UserPool(this, \'Users\', { mfa: cognito.Mfa.REQUIRED, mfaSecondFactor: { otp: true, sms: false } });',
  resourceTypes: ['AWS::Cognito::UserPool'],
  example: {
    flagged: { Resources: { Users: pool('OFF') } },
    findings: { Users: ['SAS2-CognitoMfaOff'] },
    fixed: { Resources: { Users: pool('ON') } },
  },
  check: resource => property(resource, 'MfaConfiguration')
    .filter(({ value }) => value.kind === 'absent' || literalText(value)?.toUpperCase() === 'OFF')
    .map(({ when }) => ({ when, location: 'Properties/MfaConfiguration' })),
};
