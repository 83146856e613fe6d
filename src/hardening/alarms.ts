import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ALARMS } from '../monitoring/alarm-definitions';
import type { AlarmDefinition } from '../monitoring/alarm-definitions';
import { GuardMode, HardeningMeasure } from '../options';
import { guardScope } from './guard-scope';
import { warn } from './ledger';
import type { Measure } from './measure';
import { stackFull } from './stack-budget';
import type { FunctionTarget } from '../targets/function-target';

/** Alarms on attacks, a silent guard, errors and throttles, as many as the stack has room for. */
export const alarms: Measure = {
  name: HardeningMeasure.ALARMS,
  apply: (target, { ledger, budget, settings }) => {
    const isGuarded = ledger.stateOf(HardeningMeasure.GUARD_LAYER) === 'set' && settings.mode !== GuardMode.OFF;
    const wanted = Object.entries<AlarmDefinition>(ALARMS).filter(([, { needsGuard }]) => isGuarded || !needsGuard);
    const affordable = wanted.filter(() => budget.takeSpare(1));
    if (affordable.length === 0) return ledger.refused(alarms.name, stackFull('every alarm', target.stack));
    if (affordable.length < wanted.length) warn(target.resource, stackFull('some alarms', target.stack));
    for (const [, definition] of affordable) makeAlarm(target, definition, settings.alarmActions);
    return ledger.set(alarms.name, affordable.map(([name]) => name).join(', '));
  },
};

/** L1, since an alarm is four of the resources of every function and its L2 takes twice the time. */
function makeAlarm(target: FunctionTarget, definition: AlarmDefinition, actions: readonly cloudwatch.IAlarmAction[]): void {
  const scope = guardScope(target.scope);
  const alarm = new cloudwatch.CfnAlarm(scope, definition.id, {
    alarmDescription: definition.description,
    ...definition.metric(target.functionName),
    threshold: definition.threshold,
    evaluationPeriods: definition.periods,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  if (actions.length === 0) return;
  const bound = cloudwatch.Alarm.fromAlarmArn(alarm, 'Actions', alarm.attrArn);
  alarm.alarmActions = actions.map(action => action.bind(alarm, bound).alarmActionArn);
}
