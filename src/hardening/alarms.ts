import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ALARMS } from '../monitoring/alarm-definitions';
import type { AlarmDefinition, AlarmName } from '../monitoring/alarm-definitions';
import { HardeningMeasure } from '../options';
import { guardScope } from './guard-scope';
import { warn } from './ledger';
import type { HardeningContext, Measure } from './measure';
import { stackFull } from './stack-budget';
import type { FunctionTarget } from '../targets/function-target';

/** Alarms on attacks, a silent guard, errors and throttles, as many as the stack has room for. */
export const alarms: Measure = {
  name: HardeningMeasure.ALARMS,
  apply: (target, { ledger, budget, settings }) => {
    const isGuarded = ledger.stateOf(HardeningMeasure.GUARD_LAYER) === 'set';
    const wanted = Object.entries<AlarmDefinition>(ALARMS).filter(([, { needsGuard }]) => isGuarded || !needsGuard);
    const made = wanted.filter(([, definition]) => budget.takeSpare(1) && makeAlarm(target, definition, settings.alarmActions));
    const names = made.map(([name]) => name as AlarmName);
    if (names.length === 0) return ledger.refused(alarms.name, stackFull('every alarm', target.stack));
    if (names.length < wanted.length) warn(target.stack, stackFull('some alarms', target.stack));
    return ledger.set(alarms.name, names.join(', '));
  },
};

function makeAlarm(target: FunctionTarget, definition: AlarmDefinition, actions: HardeningContext['settings']['alarmActions']): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(guardScope(target.scope), definition.id, {
    alarmDescription: definition.description,
    metric: definition.metric(target.functionName),
    threshold: definition.threshold,
    evaluationPeriods: definition.periods,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(...actions);
  return alarm;
}
