import { property } from '../../../app-model/property';
import type { Rule } from '../../rule';

const topic = (properties: object) => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName: 'orders', ...properties } });

export const snsUnencrypted: Rule = {
  id: 'SAS3-SnsUnencrypted',
  title: 'the topic keeps its messages unencrypted',
  weakness: 'SAS-3',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-311'],
  why: 'Messages that wait for delivery lie in plain text, and no key policy stands between a stray permission and their content.',
  fix: 'new sns.Topic(this, \'Orders\', { masterKey: new kms.Key(this, \'Key\', { enableKeyRotation: true }) });',
  resourceTypes: ['AWS::SNS::Topic'],
  example: {
    flagged: { Resources: { Orders: topic({}) } },
    findings: { Orders: ['SAS3-SnsUnencrypted'] },
    fixed: { Resources: { Orders: topic({ KmsMasterKeyId: 'alias/orders' }) } },
  },
  check: resource => property(resource, 'KmsMasterKeyId')
    .filter(({ value }) => value.kind === 'absent')
    .map(({ when }) => ({ when })),
};
