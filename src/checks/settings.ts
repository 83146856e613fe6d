import { literalText, type Possibility } from '../app-model/value';

/** Whether a switch that is off unless set is not on: absent, or a known value other than `true`. */
export function isNotOn({ value }: Possibility): boolean {
  if (value.kind === 'absent') return true;
  const text = literalText(value);
  return text !== undefined && text !== 'true';
}

/** Whether a switch is known to be on. */
export function isOn({ value }: Possibility): boolean {
  return literalText(value) === 'true';
}
