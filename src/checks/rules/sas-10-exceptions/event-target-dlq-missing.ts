import { at, items, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import type { Possibility } from '../../../app-model/value';
import type { Rule } from '../../rule';
import { isAbsent } from '../../settings';

const TARGET = { Id: 'orders', Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:orders' };
const rule = (target: object) => ({ Type: 'AWS::Events::Rule', Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ ...TARGET, ...target }] } });
const LETTERS = { DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:111122223333:failed' } };

/** A pipe has one for streams only: a queue keeps its messages itself. */
export const eventTargetDlqMissing: Rule = {
  id: 'SAS10-EventTargetDlqMissing',
  title: 'an event that cannot be delivered to its target is lost',
  weakness: 'SAS-10',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-755'],
  why: 'A target that is throttled, deleted or no longer permitted misses events, and nothing says which.',
  fix: 'rule.addTarget(new targets.LambdaFunction(fn, { deadLetterQueue: failed }));',
  resourceTypes: ['AWS::Events::Rule', 'AWS::Scheduler::Schedule', 'AWS::Pipes::Pipe'],
  example: {
    flagged: { Resources: { Hourly: rule({}) } },
    findings: { Hourly: ['SAS10-EventTargetDlqMissing'] },
    fixed: { Resources: { Hourly: rule(LETTERS) } },
  },
  check: resource => missing(resource).slice(0, 1).map(({ when }) => ({ when })),
};

function missing(resource: Resource): readonly Possibility[] {
  const without = (targets: readonly Possibility[]) => targets.filter(({ value }) => value.kind === 'map').flatMap(target => at([target], 'DeadLetterConfig', 'Arn').filter(isAbsent));
  if (resource.type === 'AWS::Events::Rule') return without(items(property(resource, 'Targets')));
  if (resource.type === 'AWS::Scheduler::Schedule') return without(property(resource, 'Target'));
  return ['KinesisStreamParameters', 'DynamoDBStreamParameters'].flatMap(name => without(property(resource, 'SourceParameters', name)));
}
