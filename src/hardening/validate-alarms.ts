import { Token } from 'aws-cdk-lib';
import type { AlarmThreshold } from '../alarm-options';
import { ALARMS, ALARM_NAMES } from '../monitoring/alarm-definitions';
import type { AlarmDefinition, AlarmName } from '../monitoring/alarm-definitions';
import type { ServerlessGuardOptions } from '../options';

const SEVERITY = /^[A-Z][A-Za-z0-9]*$/;
const MINUTE = 60;
/** What an alarm looks back at in all (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html). */
const DAY = 24 * 60 * MINUTE;
const ACTIONS_PER_ALARM = 5;

/** The highest value that some alarms can see. */
const HIGHEST: Partial<Record<AlarmName, { readonly value: number; readonly why: string }>> = {
  heartbeat: { value: 1, why: 'the alarm sees 1 where a period was silent, else 0' },
  duration: { value: 100, why: 'it is a percentage of the timeout' },
  reservedConcurrency: { value: 100, why: 'it is a percentage of the reserved concurrency' },
};

/** What is wrong with the options about alarms, each as what, got, expected and cure. */
export function alarmProblems({ alarms = {}, alarmActions, alarmOkActions, maxAlarmsPerStack, alarmBudgetPerStack }: ServerlessGuardOptions): string[] {
  return [
    ...Object.entries(alarms).flatMap(([name, thresholds]) => ofOneName(name, thresholds as Readonly<Record<string, AlarmThreshold>> | undefined)),
    ...tooMany('alarmActions', alarmActions),
    ...tooMany('alarmOkActions', alarmOkActions),
    ...(maxAlarmsPerStack === undefined || Number.isInteger(maxAlarmsPerStack) && maxAlarmsPerStack >= 0 && !Token.isUnresolved(maxAlarmsPerStack)
      ? []
      : [`bad maxAlarmsPerStack, got ${got(maxAlarmsPerStack)}, expected a whole number; leave it out for no limit`]),
    ...(alarmBudgetPerStack === undefined || isNumber(alarmBudgetPerStack) && alarmBudgetPerStack >= 0
      ? []
      : [`bad alarmBudgetPerStack, got ${got(alarmBudgetPerStack)}, expected US dollars a month as a number; leave it out for no limit`]),
  ];
}

function ofOneName(name: string, thresholds: Readonly<Record<string, AlarmThreshold>> = {}): string[] {
  if (!isAlarmName(name)) return [`unknown alarm in alarms, got "${name}", expected one of ${ALARM_NAMES.join(', ')}; correct its spelling or remove it`];
  return Object.entries(thresholds).flatMap(([severity, given]) => [
    ...(SEVERITY.test(severity) ? [] : [`bad severity in alarms.${name}, got "${severity}", expected letters and digits after a capital, such as Critical; it becomes a part of ids`]),
    ...thresholdProblems(`alarms.${name}.${severity}`, name, given),
  ]);
}

function thresholdProblems(path: string, name: AlarmName, given: AlarmThreshold): string[] {
  const { threshold } = given;
  const highest = HIGHEST[name];
  return [
    ...(isNumber(threshold) && threshold > 0 ? [] : [`bad ${path}.threshold, got ${got(threshold)}, expected a number above 0; an alarm at 0 would never end`]),
    ...(highest !== undefined && threshold > highest.value
      ? [`bad ${path}.threshold, got ${threshold}, expected at most ${highest.value}, since ${highest.why}; lower it`]
      : []),
    ...timeProblems(path, ALARMS[name], given),
    ...tooMany(`${path}.actions`, given.actions),
    ...tooMany(`${path}.okActions`, given.okActions),
  ];
}

function timeProblems(path: string, definition: AlarmDefinition, { period, evaluationPeriods }: AlarmThreshold): string[] {
  if (period?.isUnresolved()) return [`bad ${path}.period, got a token, expected a literal duration; write it out`];
  const seconds = period?.toSeconds({ integral: false }) ?? definition.period;
  const periods = evaluationPeriods ?? definition.periods;
  const least = definition.shortestPeriod;
  return [
    ...(seconds % MINUTE === 0 && seconds >= least
      ? []
      : [`bad ${path}.period, got ${seconds} seconds, expected whole minutes, at least ${least / MINUTE}; use Duration.minutes()`]),
    ...(Number.isInteger(periods) && periods >= definition.fewestPeriods
      ? []
      : [`bad ${path}.evaluationPeriods, got ${got(periods)}, expected a whole number of at least ${definition.fewestPeriods}; fewer give false alarms`]),
    ...(seconds * periods <= DAY ? [] : [`bad ${path}, got ${periods} periods of ${seconds} seconds, expected a day in all, CloudWatch's limit; shorten them`]),
  ];
}

function tooMany(path: string, actions: readonly unknown[] = []): string[] {
  if (actions.length <= ACTIONS_PER_ALARM) return [];
  return [`too many ${path}, got ${actions.length}, expected ${ACTIONS_PER_ALARM}, CloudWatch's limit; send to a topic and subscribe the rest`];
}

function isAlarmName(name: string): name is AlarmName {
  return Object.hasOwn(ALARMS, name);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && !Token.isUnresolved(value);
}

function got(value: unknown): string {
  return Token.isUnresolved(value) ? 'a token' : JSON.stringify(value) ?? String(value);
}
