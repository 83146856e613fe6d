import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { alarmKey } from './alarm-demands';
import { AlarmPlan, isShareable } from './alarm-plan';
import type { LeftOut } from './alarm-plan';
import { alarmSubject } from './alarm-subject';
import { alarmId, alarmThresholds } from './alarm-thresholds';
import type { WantedAlarm } from './alarm-thresholds';
import { guardScope } from './guard-scope';
import { warn } from './ledger';
import type { HardeningContext, Measure } from './measure';
import type { HardeningSettings } from './settings';
import { SharedAlarms } from './shared-alarms';
import { ALARMS, DEFAULT_SEVERITY } from '../monitoring/alarm-definitions';
import type { AlarmSubject, Watched } from '../monitoring/alarm-definitions';
import { ownMetrics } from '../monitoring/alarm-properties';
import { HardeningMeasure } from '../options';
import type { FunctionTarget } from '../targets/function-target';

type Known = Exclude<Watched, { kind: 'unknown' }>;

/** Alarms on what the options say, as many as the stack has room for. */
export const alarms: Measure = {
  name: HardeningMeasure.ALARMS,
  apply: (target, context) => {
    const { ledger } = context;
    const wanted = wantedOf(target, context);
    if (wanted.length === 0) return ledger.kept(alarms.name, 'the options ask for no alarm that this function could have');
    const plan = AlarmPlan.of(target.stack);
    const made: string[] = [];
    const leftOut: string[] = [];
    for (const { alarm, watched } of wanted) {
      const cause = makeAlarm(target, { alarm, watched, settings: context.settings, plan });
      if (cause !== undefined) warn(target.stack, plan.refusal(alarm.name, cause));
      (cause === undefined ? made : leftOut).push(describe(alarm));
    }
    if (made.length === 0) return ledger.refusedSilently(alarms.name, `left out: ${leftOut.join(', ')}`);
    if (plan.isShared) warnShared(target);
    return ledger.set(alarms.name, [
      made.join(', '),
      ...(plan.isShared ? ['shared with other functions of the stack'] : []),
      ...(leftOut.length > 0 ? [`left out: ${leftOut.join(', ')}`] : []),
    ].join('; '));
  },
};

interface Making {
  readonly alarm: WantedAlarm;
  readonly watched: Known;
  readonly settings: HardeningSettings;
  readonly plan: AlarmPlan;
}

/** The alarms of the options for which the function has something to watch. */
function wantedOf(target: FunctionTarget, context: HardeningContext): Array<Pick<Making, 'alarm' | 'watched'>> {
  const subject: AlarmSubject = alarmSubject(target, context);
  return alarmThresholds(context.settings).flatMap(alarm => {
    const watched = ALARMS[alarm.name].watch(subject);
    if (watched === undefined) return [];
    if (watched.kind !== 'unknown') return [{ alarm, watched }];
    warn(target.resource, {
      id: 'alarm-without-threshold',
      what: `the alarm on ${alarm.name} was left out`,
      why: `its threshold is a share of the function's ${watched.what}, which is not known before deployment`,
      cure: `write the ${watched.what} as a number, or leave the alarm out with an empty object in "alarms"`,
    });
    return [];
  });
}

/** Makes one alarm, or says why there is no room for it. */
function makeAlarm(target: FunctionTarget, making: Making): LeftOut | undefined {
  const { alarm, watched, plan } = making;
  const room = () => plan.take(alarmKey(alarm.name, alarm.severity));
  if (plan.isShared && watched.kind === 'metric' && isShareable(alarm.name) && !isConditional(target)) return share(target, watched, making, room);
  const cause = room();
  if (cause === undefined) {
    const { period } = timing(alarm);
    newAlarm(guardScope(target.scope), alarmId(alarm), making, { alarmDescription: description(making), ...ownMetrics(watched, period) });
  }
  return cause;
}

function share(target: FunctionTarget, watched: Extract<Known, { kind: 'metric' }>, making: Making, room: () => LeftOut | undefined): LeftOut | undefined {
  const { alarm, settings } = making;
  const { period, periods } = timing(alarm);
  const { actions, okActions } = actionsOf(alarm, settings);
  return SharedAlarms.of(target.stack).add({
    id: alarmId(alarm),
    description: description(making),
    period,
    group: [description(making), thresholdOf(making), period, periods, ...actions.map(identify), 'ok', ...okActions.map(identify)].join(' '),
    make: (scope, id) => newAlarm(scope, id, making, { metrics: [] }),
  }, { metric: watched.metric, label: target.logicalId, functionName: target.functionName }, room);
}

/** L1, since alarms are most of the resources of every function and the L2 takes twice the time. */
function newAlarm(scope: Construct, id: string, making: Making, watching: Partial<cloudwatch.CfnAlarmProps>): cloudwatch.CfnAlarm {
  const resource = new cloudwatch.CfnAlarm(scope, id, {
    ...watching,
    threshold: thresholdOf(making),
    evaluationPeriods: timing(making.alarm).periods,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  const { actions, okActions } = actionsOf(making.alarm, making.settings);
  if (actions.length + okActions.length === 0) return resource;
  // Actions that are functions make a permission below themselves, named after the alarm.
  const bound = cloudwatch.Alarm.fromAlarmArn(resource, `Actions${resource.node.addr}`, resource.attrArn);
  const bind = (list: readonly cloudwatch.IAlarmAction[]) => list.map(action => action.bind(resource, bound).alarmActionArn);
  if (actions.length > 0) resource.alarmActions = bind(actions);
  if (okActions.length > 0) resource.okActions = bind(okActions);
  return resource;
}

/** A function that may not be deployed must not take the alarm of others with it. */
function isConditional(target: FunctionTarget): boolean {
  return target.condition !== undefined;
}

function timing({ name, given }: WantedAlarm): { readonly period: number; readonly periods: number } {
  const { period, periods } = ALARMS[name];
  return { period: given.period?.toSeconds() ?? period, periods: given.evaluationPeriods ?? periods };
}

function thresholdOf({ alarm, watched }: Pick<Making, 'alarm' | 'watched'>): number {
  if (watched.kind !== 'metric') return alarm.given.threshold;
  return Number((alarm.given.threshold * (watched.scale ?? 1)).toFixed(6));
}

function actionsOf({ given }: WantedAlarm, settings: HardeningSettings) {
  return { actions: given.actions ?? settings.alarmActions, okActions: given.okActions ?? settings.alarmOkActions };
}

function description({ alarm, watched }: Making): string {
  const text = (watched.kind === 'metric' ? watched.description : undefined) ?? ALARMS[alarm.name].description;
  return alarm.severity === DEFAULT_SEVERITY ? text : `${alarm.severity}: ${text}`;
}

function describe({ name, severity }: WantedAlarm): string {
  return severity === DEFAULT_SEVERITY ? name : `${name} (${severity})`;
}

const IDENTITIES = new WeakMap<object, number>();
let identities = 0;

/** A number of an action's own, which has no name. */
function identify(action: cloudwatch.IAlarmAction): number {
  const known = IDENTITIES.get(action);
  if (known !== undefined) return known;
  identities += 1;
  IDENTITIES.set(action, identities);
  return identities;
}

function warnShared({ stack }: FunctionTarget): void {
  warn(stack, {
    id: 'alarms-shared',
    what: 'its functions share alarms',
    why: `the stack ${stack.node.path} has no room for alarms of each function's own, or maxAlarmsPerStack is lower; each alarm names its functions`,
    cure: 'split the stack, or acknowledge this warning',
  });
}
