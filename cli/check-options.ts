import { parseArgs } from 'node:util';
import { Misuse } from './host';
import type { RuleParameters } from '../src/checks/parameters';
import type { FailOn } from '../src/checks/report';
import { WEAKNESSES, type Tier, type Weakness } from '../src/checks/rule';

export const FORMATS = ['table', 'json', 'sarif', 'markdown', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

const FAIL_ON = ['error', 'warning', 'never'] as const satisfies readonly FailOn[];
/** Each holds those before it. */
export const TIERS = ['core', 'strict', 'optional'] as const satisfies readonly Tier[];

/** What `check` was asked for. */
export interface CheckOptions {
  readonly templates: readonly string[];
  readonly format: Format;
  readonly output?: string;
  readonly category?: string;
  readonly failOn: FailOn;
  /** Each tier holds those before it. */
  readonly tier: Tier;
  /** @default - all */
  readonly weaknesses?: ReadonlySet<Weakness>;
  readonly account?: string;
  readonly parameters: Partial<RuleParameters>;
}

const OPTIONS = {
  'format': { type: 'string', short: 'f' },
  'output': { type: 'string', short: 'o' },
  'category': { type: 'string' },
  'fail-on': { type: 'string' },
  'tier': { type: 'string' },
  'weakness': { type: 'string', multiple: true },
  'account': { type: 'string' },
  'trusted-account': { type: 'string', multiple: true },
  'min-log-retention-days': { type: 'string' },
  'max-timeout-seconds': { type: 'string' },
  'today': { type: 'string' },
  'include-cdk-managed': { type: 'boolean' },
  'help': { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments of `check`; `undefined` where they ask for help. Throws `Misuse`. */
export function checkOptions(args: readonly string[]): CheckOptions | undefined {
  const { values, positionals } = parse(args);
  if (values.help === true) return undefined;
  if (positionals.length === 0) throw new Misuse('no template given, expected files, directories or - for standard input');
  const weaknesses = listed(values.weakness);
  return {
    templates: positionals,
    format: oneOf('--format', values.format ?? 'table', FORMATS),
    output: values.output,
    category: values.category,
    failOn: oneOf('--fail-on', values['fail-on'] ?? 'error', FAIL_ON),
    tier: oneOf('--tier', values.tier ?? 'core', TIERS),
    weaknesses: weaknesses.length === 0 ? undefined : new Set(weaknesses.map(weakness => oneOf('--weakness', weakness.toUpperCase(), Object.keys(WEAKNESSES) as Weakness[]))),
    account: values.account === undefined ? undefined : account('--account', values.account),
    parameters: {
      today: values.today === undefined ? undefined : date('--today', values.today),
      includeCdkManaged: values['include-cdk-managed'],
      trustedAccounts: listed(values['trusted-account']).map(trusted => account('--trusted-account', trusted)),
      minLogRetentionDays: wholeNumber('--min-log-retention-days', values['min-log-retention-days']),
      maxTimeoutSeconds: wholeNumber('--max-timeout-seconds', values['max-timeout-seconds']),
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // The first sentence tells what is wrong, the others how to write a file that is called like an option.
    const [reason = ''] = (error as Error).message.split(/\.? ?\n|\. /);
    throw new Misuse(reason.charAt(0).toLowerCase() + reason.slice(1));
  }
}

/** An option that is given several times, or once with commas. */
function listed(values: readonly string[] = []): readonly string[] {
  return values.flatMap(value => value.split(',')).map(value => value.trim());
}

function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const known = allowed.find(name => name === value);
  if (known === undefined) throw new Misuse(`${option} is '${value}', expected ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}`);
  return known;
}

function account(option: string, value: string): string {
  if (!/^\d{12}$/.test(value)) throw new Misuse(`${option} is '${value}', expected an account of 12 digits`);
  return value;
}

function date(option: string, value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) throw new Misuse(`${option} is '${value}', expected a date such as 2026-01-31`);
  return value;
}

function wholeNumber(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new Misuse(`${option} is '${value}', expected a whole number above 0`);
  return Number(value);
}
