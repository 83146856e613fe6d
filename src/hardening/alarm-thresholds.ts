import type { AlarmThreshold } from '../alarm-options';
import type { HardeningSettings } from './settings';
import { ALARMS, ALARM_NAMES, DEFAULT_SEVERITY } from '../monitoring/alarm-definitions';
import type { AlarmName } from '../monitoring/alarm-definitions';

/** One alarm that a function shall have, of one severity. */
export interface WantedAlarm {
  readonly name: AlarmName;
  readonly severity: string;
  readonly given: AlarmThreshold;
}

/** The alarms that the options ask for, the most important first. */
export function alarmThresholds({ alarms }: Pick<HardeningSettings, 'alarms'>): WantedAlarm[] {
  return ALARM_NAMES.flatMap(name => Object.entries(alarms[name] ?? byDefault(name)).map(([severity, given]) => ({ name, severity, given })));
}

function byDefault(name: AlarmName): Readonly<Record<string, AlarmThreshold>> {
  const { threshold } = ALARMS[name];
  return threshold === undefined ? {} : { [DEFAULT_SEVERITY]: { threshold } };
}

/** The id of an alarm's construct; `AttacksAlarm` for the default severity, `AttacksCriticalAlarm` for another. */
export function alarmId({ name, severity }: WantedAlarm): string {
  return `${ALARMS[name].id}${severity === DEFAULT_SEVERITY ? '' : severity}Alarm`;
}
