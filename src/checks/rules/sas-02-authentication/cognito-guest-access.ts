import { property } from '../../../app-model/property';
import type { Rule } from '../../rule';
import { isOn } from '../../settings';

const pool = (guests: boolean, classic: boolean) => ({
  Type: 'AWS::Cognito::IdentityPool', Properties: { AllowUnauthenticatedIdentities: guests, AllowClassicFlow: classic },
});

export const cognitoGuestAccess: Rule = {
  id: 'SAS2-CognitoGuestAccess',
  title: 'the identity pool hands AWS credentials to anybody, without a sign-in',
  weakness: 'SAS-2',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-287'],
  why: 'Whoever knows the pool\'s id, which every client carries, gets credentials of the guest role; the classic flow lets the client pick the role itself.',
  fix: 'new cognito.CfnIdentityPool(this, \'Identities\', { allowUnauthenticatedIdentities: false });',
  resourceTypes: ['AWS::Cognito::IdentityPool'],
  example: {
    flagged: { Resources: { Identities: pool(true, true) } },
    findings: { Identities: ['SAS2-CognitoGuestAccess', 'SAS2-CognitoGuestAccess[ClassicFlow]'] },
    fixed: { Resources: { Identities: pool(false, false) } },
  },
  check: resource => [
    ...property(resource, 'AllowUnauthenticatedIdentities').filter(isOn)
      .map(({ when }) => ({ when, location: 'Properties/AllowUnauthenticatedIdentities' })),
    ...property(resource, 'AllowClassicFlow').filter(isOn)
      .map(({ when }) => ({ detail: 'ClassicFlow', severity: 'warning' as const, note: 'the classic flow is on', when, location: 'Properties/AllowClassicFlow' })),
  ],
};
