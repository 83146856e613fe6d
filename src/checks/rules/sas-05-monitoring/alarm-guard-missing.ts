import { alarmCoverage } from '../../../app-model/alarms';
import type { AppModel } from '../../../app-model/app-model';
import { guardState } from '../../../app-model/guard';
import { optOut } from '../../../app-model/ledger';
import { DIMENSIONS, METRIC_NAMESPACE, METRICS } from '../../../contract/metrics';
import { GUARDED, GUARDED_FUNCTION } from '../../examples';
import { PASS, type Rule } from '../../rule';

/** The measure that makes the alarms, as the ledger names it. */
const MEASURE = 'alarms';

const ATTACK_METRICS = [METRICS.attacksBlocked, METRICS.attacksReported];

const guardCoverage = (model: AppModel) => alarmCoverage(model, METRIC_NAMESPACE, ATTACK_METRICS);

/** Judged where the guard is attached: without it there is no metric to watch, and SAS1-GuardMissing says so. */
export const alarmGuardMissing: Rule = {
  id: 'SAS5-AlarmGuardMissing',
  title: 'no alarm tells when the guard sees an attack',
  weakness: 'SAS-5',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-778'],
  why: 'The guard refuses the first attempts and the attacker goes on trying: without an alarm nobody looks until something succeeds.',
  fix: 'ServerlessGuard.protect(this); // sets the alarm; `alarmActions` says whom it tells',
  resourceTypes: ['AWS::Lambda::Function', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: { ...GUARDED, Orders: GUARDED_FUNCTION } },
    findings: { Orders: ['SAS5-AlarmGuardMissing'] },
    fixed: {
      Resources: {
        ...GUARDED,
        Orders: GUARDED_FUNCTION,
        Attacks: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Namespace: METRIC_NAMESPACE,
            MetricName: METRICS.attacksBlocked,
            Dimensions: [{ Name: DIMENSIONS.functionName, Value: { Ref: 'Orders' } }],
            ComparisonOperator: 'GreaterThanThreshold',
            Threshold: 0,
            EvaluationPeriods: 1,
          },
        },
      },
    },
  },
  check(fn, model, { today }) {
    if (guardState(fn).activation !== 'yes') return PASS;
    const { any, functions } = model.index(guardCoverage);
    if (any || functions.has(fn)) return PASS;
    const excused = optOut(fn, MEASURE, today);
    return excused === undefined ? [{}] : [{ severity: 'info', note: `opted out: ${excused.reason}` }];
  },
};
