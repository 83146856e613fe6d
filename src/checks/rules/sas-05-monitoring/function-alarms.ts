import { alarmCoverage } from '../../../app-model/alarms';
import type { AppModel } from '../../../app-model/app-model';
import { FUNCTION_TYPES } from '../../../app-model/functions';
import { PASS, type Rule } from '../../rule';

/** A metric of Lambda that an alarm should watch for every function. */
interface Watched extends Pick<Rule, 'id' | 'title' | 'why' | 'fix'> {
  readonly metric: string;
}

const NAMESPACE = 'AWS/Lambda';

const WATCHED: readonly Watched[] = [
  {
    id: 'SAS5-AlarmErrorsMissing',
    title: 'no alarm tells when the function fails',
    why: 'An attacker who tries inputs makes the function fail first: errors that nobody looks at are attempts that nobody sees.',
    fix: 'fn.metricErrors().createAlarm(this, \'Errors\', { threshold: 1, evaluationPeriods: 1 }); // or ServerlessGuard.protect(this)',
    metric: 'Errors',
  },
  {
    id: 'SAS5-AlarmThrottlesMissing',
    title: 'no alarm tells when the function is throttled',
    why: 'A flood, or a loop, ends in throttles: events are refused or wait, and users notice before the team does.',
    fix: 'fn.metricThrottles().createAlarm(this, \'Throttles\', { threshold: 1, evaluationPeriods: 1 }); // or ServerlessGuard.protect(this)',
    metric: 'Throttles',
  },
  {
    id: 'SAS5-AlarmDurationMissing',
    title: 'no alarm tells when the function comes near its timeout',
    why: 'An input that keeps the code busy, or a service behind it that answers slowly, costs money long before it fails.',
    fix: 'fn.metricDuration({ statistic: \'p99\' }).createAlarm(this, \'Slow\', { threshold: 0.8 * Duration.seconds(10).toMilliseconds(), evaluationPeriods: 3 });',
    metric: 'Duration',
  },
];

const FN = { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler' } };

export const functionAlarmRules: readonly Rule[] = WATCHED.map(watchedRule);

function watchedRule({ metric, ...texts }: Watched): Rule {
  const coverage = (model: AppModel) => alarmCoverage(model, NAMESPACE, [metric]);
  const alarm = { Type: 'AWS::CloudWatch::Alarm', Properties: { Namespace: NAMESPACE, MetricName: metric, Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'Orders' } }] } };
  return {
    ...texts,
    weakness: 'SAS-5',
    severity: 'warning',
    tier: 'core',
    cwe: ['CWE-778'],
    resourceTypes: FUNCTION_TYPES,
    example: { flagged: { Resources: { Orders: FN } }, findings: { Orders: [texts.id] }, fixed: { Resources: { Orders: FN, Alarm: alarm } } },
    check(fn, model) {
      const { any, functions } = model.index(coverage);
      return any || functions.has(fn) ? PASS : [{}];
    },
  };
}
