import { valuesAt } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import { skeleton } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';

const TARGETS = /:(?:lambda|states):/;

const rule = (pattern: object) => ({
  Type: 'AWS::Events::Rule', Properties: { EventPattern: pattern, Targets: [{ Id: 'orders', Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' }] },
});

/** A pattern that matches everything, or any source, is SAS1-EventPatternTooBroad's. */
export const eventSourceSpoofable: Rule = {
  id: 'SAS9-EventSourceSpoofable',
  title: 'the rule asks what an event says, and not who says it',
  weakness: 'SAS-9',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-345', 'CWE-290'],
  why: 'Whoever may put events on the bus, another app or a function that was taken over, starts the flow by naming its kind: only the source tells one publisher from another.',
  fix: 'const eventPattern: events.EventPattern = { source: [\'shop.orders\'], detailType: [\'OrderPlaced\'] };',
  resourceTypes: ['AWS::Events::Rule'],
  example: {
    flagged: { Resources: { Placed: rule({ 'detail-type': ['OrderPlaced'] }) } },
    findings: { Placed: ['SAS9-EventSourceSpoofable'] },
    fixed: { Resources: { Placed: rule({ 'source': ['shop.orders'], 'detail-type': ['OrderPlaced'] }) } },
  },
  check(resource) {
    const starts = valuesAt(property(resource), ['Targets', 'Arn']).some(({ value }) => value.kind === 'reference'
      ? /^AWS::(?:Lambda|Serverless|StepFunctions)::/.test(value.resource.type)
      : TARGETS.test(skeleton(value) ?? ''));
    if (!starts) return PASS;
    return property(resource, 'EventPattern').flatMap(pattern => {
      if (pattern.value.kind !== 'map') return [];
      const names = Object.keys(pattern.value.entries);
      const isBroad = names.every(name => name === 'account' || name === 'region');
      return isBroad || names.includes('source') || names.includes('$or') ? [] : [{ when: pattern.when, location: 'Properties/EventPattern' }];
    });
  },
};
