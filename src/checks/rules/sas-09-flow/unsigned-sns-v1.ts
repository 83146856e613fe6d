import { pointers, valuesAt } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import { PASS, type Rule } from '../../rule';
import { failing, isNoneOf, isOneOf } from '../../settings';

const subscriptions = pointers(['AWS::SNS::Subscription', 'TopicArn']);

const app = (version: string) => ({
  Orders: { Type: 'AWS::SNS::Topic', Properties: { SignatureVersion: version } },
  Shop: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Orders' }, Protocol: 'https', Endpoint: 'https://shop.example.com/orders' } },
});

/** Queues and functions are reached through AWS alone: only who listens on the web has to tell SNS from others. */
export const unsignedSnsV1: Rule = {
  id: 'SAS9-UnsignedSnsV1',
  title: 'messages to web addresses are signed with SHA-1',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-345'],
  why: 'The signature is all that tells a message of the topic from one that somebody else posts; SHA-1 is broken, and libraries begin to refuse it.',
  fix: 'new sns.Topic(this, \'Orders\', { signatureVersion: \'2\' });',
  resourceTypes: ['AWS::SNS::Topic'],
  example: {
    flagged: { Resources: app('1') },
    findings: { Orders: ['SAS9-UnsignedSnsV1'] },
    fixed: { Resources: app('2') },
  },
  check(topic, model) {
    const protocols = [...model.index(subscriptions).to(topic).flatMap(it => property(it, 'Protocol')), ...valuesAt(property(topic), ['Subscription', 'Protocol'])];
    return protocols.some(isOneOf('http', 'https')) ? failing(topic, ['SignatureVersion'], isNoneOf('2')) : PASS;
  },
};
