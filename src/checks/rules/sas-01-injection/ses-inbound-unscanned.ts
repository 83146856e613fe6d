import { valuesAt } from '../../../app-model/pointers';
import { at, property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';
import { isNoneOf, isNotOn, failing } from '../../settings';

const receipt = (properties: object) => ({
  Type: 'AWS::SES::ReceiptRule',
  Properties: { RuleSetName: 'orders', Rule: { Actions: [{ LambdaAction: { FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' } }], ...properties } },
});

export const sesInboundUnscanned: Rule = {
  id: 'SAS1-SesInboundUnscanned',
  title: 'mail reaches the function unscanned',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-434', 'CWE-20'],
  why: 'Anybody can write a mail: without a scan its attachments, and without TLS its whole text, are whatever an attacker made of them.',
  fix: 'new ses.ReceiptRule(this, \'Inbound\', { ruleSet: new ses.ReceiptRuleSet(this, \'Rules\'), scanEnabled: true, tlsPolicy: ses.TlsPolicy.REQUIRE });',
  resourceTypes: ['AWS::SES::ReceiptRule'],
  example: {
    flagged: { Resources: { Inbound: receipt({}) } },
    findings: { Inbound: ['SAS1-SesInboundUnscanned[Scan]', 'SAS1-SesInboundUnscanned[Tls]'] },
    fixed: { Resources: { Inbound: receipt({ ScanEnabled: true, TlsPolicy: 'Require' }) } },
  },
  check(resource) {
    const actions = valuesAt(property(resource), ['Rule', 'Actions']);
    const handsOn = ['LambdaAction', 'S3Action'].some(name => at(actions, name).some(({ value }) => value.kind === 'map'));
    if (!handsOn) return PASS;
    return [
      ...failing(resource, ['Rule', 'ScanEnabled'], isNotOn, { detail: 'Scan', note: 'no scan for spam and viruses' }),
      ...failing(resource, ['Rule', 'TlsPolicy'], isNoneOf('Require'), { detail: 'Tls', note: 'TLS is optional' }),
    ];
  },
};
