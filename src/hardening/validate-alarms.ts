import { Duration, Token } from 'aws-cdk-lib';
import type { AlarmThreshold } from '../alarm-options';
import { ALARMS, ALARM_NAMES } from '../monitoring/alarm-definitions';
import type { AlarmDefinition, AlarmName } from '../monitoring/alarm-definitions';
import type { Check } from '../validation/option-checks';
import { durationBetween, isRecord, listOf, mapOf, membersOf, objectThatCan, problem, unknownMembers, wholeNumber } from '../validation/option-checks';

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

/** What happens at an alarm. */
export const alarmActions: Check = (name, value) => {
  const problems = listOf(objectThatCan('bind', 'an alarm action such as SnsAction'))(name, value);
  if (problems.length > 0 || (value as readonly unknown[]).length <= ACTIONS_PER_ALARM) return problems;
  return [`too many ${name}, got ${(value as readonly unknown[]).length}, expected ${ACTIONS_PER_ALARM}, CloudWatch's limit; send to a topic and subscribe the rest`];
};

/** Thresholds by alarm and severity. */
export const alarmsByName: Check = (name, value) => {
  if (!isRecord(value)) return [problem(name, value, `an object of ${ALARM_NAMES.join(', ')}`, 'give one, or leave it out')];
  return [
    ...unknownMembers(`alarm in ${name}`, value, ALARM_NAMES),
    ...ALARM_NAMES.filter(alarm => value[alarm] !== undefined).flatMap(alarm => mapOf(severity, thresholdOf(alarm))(`${name}.${alarm}`, value[alarm])),
  ];
};

/** What a month's alarms may cost. */
export const dollars: Check = (name, value) => (
  isNumber(value) && value >= 0 ? [] : [problem(name, value, 'US dollars a month as a number', 'leave it out for no limit')]
);

const severity: Check = (name, value) => (
  SEVERITY.test(String(value)) ? [] : [problem(name, value, 'letters and digits after a capital, such as Critical', 'it becomes a part of ids')]
);

function thresholdOf(alarm: AlarmName): Check {
  const definition: AlarmDefinition = ALARMS[alarm];
  const members = membersOf({ threshold: valueOf(alarm) }, {
    period: durationBetween(Duration.seconds(definition.shortestPeriod), Duration.seconds(DAY)),
    evaluationPeriods: wholeNumber(definition.fewestPeriods, DAY / MINUTE),
    actions: alarmActions,
    okActions: alarmActions,
  });
  return (name, value) => {
    const problems = members(name, value);
    // Only values that are what they should be can be compared.
    return problems.length > 0 ? problems : timeProblems(name, definition, value as AlarmThreshold);
  };
}

function valueOf(alarm: AlarmName): Check {
  const highest = HIGHEST[alarm];
  return (name, value) => {
    if (!isNumber(value) || value <= 0) return [problem(name, value, 'a number above 0', 'an alarm at 0 would never end')];
    return highest === undefined || value <= highest.value ? [] : [problem(name, value, `at most ${highest.value}, since ${highest.why}`, 'lower it')];
  };
}

function timeProblems(name: string, definition: AlarmDefinition, { period, evaluationPeriods = definition.periods }: AlarmThreshold): string[] {
  const seconds = period?.toSeconds() ?? definition.period;
  if (seconds % MINUTE !== 0) return [problem(`${name}.period`, seconds, 'whole minutes', 'use Duration.minutes()')];
  return seconds * evaluationPeriods <= DAY
    ? []
    : [`bad ${name}, got ${evaluationPeriods} periods of ${seconds} seconds, expected a day in all, CloudWatch's limit; shorten them`];
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && !Token.isUnresolved(value);
}
