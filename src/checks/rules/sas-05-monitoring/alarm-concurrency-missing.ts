import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import { valuesAt } from '../../../app-model/pointers';
import { at, property } from '../../../app-model/property';
import type { Resource } from '../../../app-model/template';
import { literalText } from '../../../app-model/value';
import { PASS, type Rule } from '../../rule';

const METRICS_OF_ALL = ['ConcurrentExecutions', 'ClaimedAccountConcurrency', 'UnreservedConcurrentExecutions'];

const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } };

/** The limit is the account's: one finding for the app, on its first function. */
export const alarmConcurrencyMissing: Rule = {
  id: 'SAS5-AlarmConcurrencyMissing',
  title: 'no alarm tells when the account comes near its limit of concurrent functions',
  weakness: 'SAS-5',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'One function that is flooded uses up what all functions of the account share: everything stops, and nothing says why.',
  fix: 'new cloudwatch.Alarm(this, \'Concurrency\', { metric: lambda.Function.metricAllConcurrentExecutions(), threshold: 800, evaluationPeriods: 1 });',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Orders: FN } },
    findings: { Orders: ['SAS5-AlarmConcurrencyMissing'] },
    fixed: { Resources: { Orders: FN, Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: 'AWS/Lambda', MetricName: 'ConcurrentExecutions' } } } },
  },
  check: (fn, model) => model.index(firstUnwatched) === fn ? [{}] : PASS,
};

function firstUnwatched(model: AppModel): Resource | undefined {
  const first = model.resourcesOf(...FUNCTION_TYPES).find(({ cdkManaged }) => !cdkManaged);
  const watched = model.resourcesOf('AWS::CloudWatch::Alarm').some(alarm => [...property(alarm), ...valuesAt(property(alarm), ['Metrics', 'MetricStat', 'Metric'])]
    .some(metric => at([metric], 'MetricName').some(({ value }) => value.kind !== 'absent' && METRICS_OF_ALL.includes(literalText(value) ?? 'ConcurrentExecutions'))));
  return watched ? undefined : first;
}
