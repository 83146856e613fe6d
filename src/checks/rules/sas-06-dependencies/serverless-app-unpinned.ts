import { property } from '../../../app-model/property';
import { literalText, skeleton } from '../../../app-model/value';
import { accountOf, isForeign } from '../../accounts';
import type { Rule } from '../../rule';
import { failing, isAbsent, isPresent } from '../../settings';

const APP = 'AWS::Serverless::Application';
const app = (location: object) => ({ Type: APP, Properties: { Location: location } });
const ID = 'arn:aws:serverlessrepo:eu-west-1:111122223333:applications/orders';

export const serverlessAppUnpinned: Rule = {
  id: 'SAS6-ServerlessAppUnpinned',
  title: 'what is deployed here is decided by whoever publishes it',
  weakness: 'SAS-6',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-829'],
  why: 'A nested application brings roles and functions of its own: without a version, from another account, or fetched without TLS, they are somebody else\'s choice.',
  fix: 'new sam.CfnApplication(this, \'Tools\', { location: { applicationId: \'arn:aws:serverlessrepo:eu-west-1:111122223333:applications/tools\', semanticVersion: \'1.2.3\' } });',
  resourceTypes: [APP, 'AWS::CloudFormation::Stack'],
  example: {
    flagged: { Resources: { Tools: app({ ApplicationId: ID }), Foreign: app({ ApplicationId: ID.replace('111122223333', '999988887777'), SemanticVersion: '1.2.3' }) } },
    findings: { Tools: ['SAS6-ServerlessAppUnpinned'], Foreign: ['SAS6-ServerlessAppUnpinned[Foreign]'] },
    fixed: { Resources: { Tools: app({ ApplicationId: ID, SemanticVersion: '1.2.3' }) } },
  },
  check(resource, _model, parameters) {
    const plain = [...property(resource, 'TemplateURL'), ...property(resource, 'Location')].filter(({ value }) => /^http:/i.test(skeleton(value) ?? ''))
      .map(({ when }) => ({ detail: 'PlainHttp', note: 'fetched without TLS', when }));
    if (resource.type !== APP || !property(resource, 'Location', 'ApplicationId').every(isPresent)) return plain;
    const foreign = property(resource, 'Location', 'ApplicationId').filter(({ value }) => isForeign(accountOf(literalText(value) ?? ''), resource, parameters))
      .map(({ when }) => ({ detail: 'Foreign', severity: 'warning' as const, note: 'of another account', when }));
    return [...plain, ...foreign, ...failing(resource, ['Location', 'SemanticVersion'], isAbsent)];
  },
};
