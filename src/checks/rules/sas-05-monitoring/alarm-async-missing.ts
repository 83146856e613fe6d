import { alarmCoverage } from '../../../app-model/alarms';
import type { AppModel } from '../../../app-model/app-model';
import { eventSources } from '../../../app-model/event-sources';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import { asynchronousTriggers } from '../../../app-model/invocations';
import type { Rule } from '../../rule';

const dropAlarms = (model: AppModel) => alarmCoverage(model, 'AWS/Lambda', ['AsyncEventsDropped', 'AsyncEventAge', 'DestinationDeliveryFailures', 'RecursiveInvocationsDropped']);
const lagAlarms = (model: AppModel) => alarmCoverage(model, 'AWS/Lambda', ['IteratorAge']);

const streamReaders = (model: AppModel) => new Set([...model.index(eventSources).values()].flatMap(({ kind, function: fn }) => kind === 'stream' && fn !== undefined ? [fn.key] : []));

/** What loses or delays events of a function unseen; each is a finding of its own. */
const LOSSES = [
  { detail: 'Dropped', note: 'events that nobody waits for are dropped', concerns: asynchronousTriggers, alarms: dropAlarms },
  { detail: 'IteratorAge', note: 'it falls behind the stream that it reads', concerns: streamReaders, alarms: lagAlarms },
] as const;

const app = (more: object) => ({
  Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } },
  Invoke: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Orders' }, Principal: 'sns.amazonaws.com' } },
  ...more,
});
const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'AsyncEventsDropped', Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Orders' } }] } };

export const alarmAsyncMissing: Rule = {
  id: 'SAS5-AlarmAsyncMissing',
  title: 'no alarm tells when events of the function are lost or late',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-778'],
  why: 'Nobody waits for an answer: under a flood, or behind one record that always fails, the events of everybody else expire, and no error says so.',
  fix: 'fn.metric(\'AsyncEventsDropped\', { statistic: \'Sum\' }).createAlarm(this, \'Dropped\', { threshold: 1, evaluationPeriods: 1 });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: app({}) },
    findings: { Orders: ['SAS5-AlarmAsyncMissing[Dropped]'] },
    fixed: { Resources: app({ Alarm: alarm }) },
  },
  check: (fn, model) => LOSSES.filter(({ concerns, alarms }) => {
    const { any, functions } = model.index(alarms);
    return model.index<{ has(key: string): boolean }>(concerns).has(fn.key) && !any && !functions.has(fn);
  }).map(({ detail, note }) => ({ detail, note })),
};
