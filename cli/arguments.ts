import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Misuse } from './host';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads arguments by their description. Throws `Misuse`. */
export function parseArguments<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // The first sentence tells what is wrong, the others how to write a file that is called like an option.
    const [reason = ''] = (error as Error).message.split(/\.? ?\n|\. /);
    throw new Misuse(reason.charAt(0).toLowerCase() + reason.slice(1));
  }
}

/** An option that is given several times, or once with commas. */
export function listed(values: readonly string[] = []): readonly string[] {
  return values.flatMap(value => value.split(',')).map(value => value.trim());
}

export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const known = allowed.find(name => name === value);
  if (known === undefined) throw new Misuse(`${option} is '${value}', expected ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`);
  return known;
}

export function account(option: string, value: string): string {
  if (!/^\d{12}$/.test(value)) throw new Misuse(`${option} is '${value}', expected an account of 12 digits`);
  return value;
}

export function date(option: string, value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) throw new Misuse(`${option} is '${value}', expected a date such as 2026-01-31`);
  return value;
}

export function wholeNumber(option: string, value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Misuse(`${option} is '${value}', expected a whole number above 0`);
  return Number(value);
}

/** Reads an option where it is given. */
export function given<T>(option: string, value: string | undefined, read: (option: string, value: string) => T): T | undefined {
  return value === undefined ? undefined : read(option, value);
}
