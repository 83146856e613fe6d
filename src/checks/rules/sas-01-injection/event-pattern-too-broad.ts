import { valuesAt } from '../../../app-model/pointers';
import { at, items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { type Possibility, skeleton } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';
import { isOneOf } from '../../settings';

const TARGETS: ReadonlySet<string> = new Set(['AWS::Lambda::Function', 'AWS::Serverless::Function', 'AWS::Lambda::Alias', 'AWS::Lambda::Version', 'AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine']);

const rule = (pattern: object) => ({
  Type: 'AWS::Events::Rule',
  Properties: { EventPattern: pattern, Targets: [{ Id: 'orders', Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' }] },
});

export const eventPatternTooBroad: Rule = {
  id: 'SAS1-EventPatternTooBroad',
  title: 'the rule hands events to the function that it does not know',
  weakness: 'SAS-1',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-20', 'CWE-345'],
  why: 'Anything that is put on the bus reaches the code, in any shape and from anybody who may put events: the code was written for one kind.',
  fix: 'new events.Rule(this, \'Placed\', { eventPattern: { source: [\'shop.orders\'], detailType: [\'OrderPlaced\'] }, targets: [new targets.LambdaFunction(fn)] });',
  resourceTypes: ['AWS::Events::Rule'],
  example: {
    flagged: { Resources: { Placed: rule({ 'source': [{ prefix: '' }], 'detail-type': ['OrderPlaced'] }) } },
    findings: { Placed: ['SAS1-EventPatternTooBroad[source]'] },
    fixed: { Resources: { Placed: rule({ 'source': ['shop.orders'], 'detail-type': ['OrderPlaced'] }) } },
  },
  check(resource) {
    if (!startsCode(resource)) return PASS;
    return property(resource, 'EventPattern').flatMap(pattern => {
      if (pattern.value.kind !== 'map') return [];
      const names = Object.keys(pattern.value.entries);
      const location = 'Properties/EventPattern';
      if (names.every(name => name === 'account' || name === 'region')) return [{ note: 'it matches every event', when: pattern.when, location }];
      return ['source', 'detail-type'].flatMap(name => items(at([pattern], name))
        .filter(matchesAnything)
        .map(({ when }) => ({ detail: name, note: `any ${name} matches`, when, location })));
    });
  },
};

function startsCode(resource: Resource): boolean {
  return valuesAt(property(resource), ['Targets', 'Arn']).some(({ value }) => value.kind === 'reference'
    ? TARGETS.has(value.resource.type)
    : /:(lambda|states):/.test(skeleton(value) ?? ''));
}

function matchesAnything(matcher: Possibility): boolean {
  return at([matcher], 'prefix').some(isOneOf(''))
    || at([matcher], 'wildcard').some(isOneOf('*', '**'))
    || at([matcher], 'exists').some(isOneOf('true'));
}
