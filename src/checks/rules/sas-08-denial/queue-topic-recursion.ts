import type { AppModel } from '../../../app-model/app-model';
import { eventSources } from '../../../app-model/event-sources';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import { mayDo } from '../../../app-model/iam/reach';
import { targetsOf, valuesAt } from '../../../app-model/pointers';
import { property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { functionOf } from '../../../app-model/triggers';
import type { Possibility } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import type { Rule } from '../../rule';

/** What may start a function and be written to by it; loops that Lambda itself stops are told as a warning. */
const LOOPS: ReadonlyArray<{ readonly type: string; readonly actions: readonly string[]; readonly stopped: boolean }> = [
  { type: 'AWS::SQS::Queue', actions: ['sqs:SendMessage'], stopped: true },
  { type: 'AWS::SNS::Topic', actions: ['sns:Publish'], stopped: true },
  { type: 'AWS::DynamoDB::Table', actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem'], stopped: false },
  { type: 'AWS::DynamoDB::GlobalTable', actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:BatchWriteItem', 'dynamodb:DeleteItem'], stopped: false },
  { type: 'AWS::Kinesis::Stream', actions: ['kinesis:PutRecord', 'kinesis:PutRecords'], stopped: false },
  { type: 'AWS::Events::EventBus', actions: ['events:PutEvents'], stopped: false },
];

const app = (target: string) => ({
  Orders: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } } },
  Totals: { Type: 'AWS::DynamoDB::Table', Properties: {} },
  Role: functionRole(allow('dynamodb:PutItem', { 'Fn::GetAtt': [target, 'Arn'] } as never)),
  Sum: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
  Source: { Type: 'AWS::Lambda::EventSourceMapping', Properties: { FunctionName: { Ref: 'Sum' }, EventSourceArn: { 'Fn::GetAtt': ['Orders', 'StreamArn'] } } },
});

export const queueTopicRecursion: Rule = {
  id: 'SAS8-QueueTopicRecursion',
  title: 'the function may send to what invokes it',
  weakness: 'SAS-8',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-835'],
  why: 'Each event that it sends invokes it again. Lambda stops such a loop through queues and topics after some rounds; through tables, streams and buses nothing does.',
  fix: 'table.grantWriteData(fn); // another table, queue or topic than the one that invokes it',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: app('Orders') },
    findings: { Sum: ['SAS8-QueueTopicRecursion[Orders]'] },
    fixed: { Resources: app('Totals') },
  },
  check: (fn, model) => [...model.index(sourcesOfFunctions).get(fn) ?? []].flatMap(source => {
    const loop = LOOPS.find(({ type }) => type === source.type);
    if (loop === undefined || !mayDo(fn, loop.actions, source, model)) return [];
    return [{ detail: source.logicalId, severity: loop.stopped ? 'warning' as const : 'error' as const, note: `to ${source.logicalId}` }];
  }),
};

/** What starts each function: polled, subscribed to, or matched by a rule on a bus. */
function sourcesOfFunctions(model: AppModel): ReadonlyMap<Resource, ReadonlySet<Resource>> {
  const found = new Map<Resource, Set<Resource>>();
  const add = (fn: Resource | undefined, sources: readonly Resource[]) => {
    if (fn !== undefined) found.set(fn, new Set([...found.get(fn) ?? [], ...sources]));
  };
  const targets = (possibilities: readonly Possibility[]) => possibilities.flatMap(({ value }) => targetsOf(value, model) ?? []);
  for (const { source, function: fn } of model.index(eventSources).values()) add(fn, source === undefined ? [] : [source]);
  for (const subscription of model.resourcesOf('AWS::SNS::Subscription')) add(functionOf(property(subscription, 'Endpoint'), model), targets(property(subscription, 'TopicArn')));
  for (const rule of model.resourcesOf('AWS::Events::Rule')) {
    for (const arn of valuesAt(property(rule), ['Targets', 'Arn'])) add(functionOf([arn], model), targets(property(rule, 'EventBusName')));
  }
  return found;
}
