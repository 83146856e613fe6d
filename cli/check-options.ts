import { given, listed, oneOf, parseArguments } from './arguments';
import { Misuse } from './host';
import { RULE_OPTIONS, ruleChoice, type RuleChoice } from './rule-options';
import { WEAKNESSES, type Weakness } from '../src/checks/rule';

export const FORMATS = ['table', 'json', 'sarif', 'markdown', 'csv'] as const;
export type Format = (typeof FORMATS)[number];

/** What `check` was asked for. */
export interface CheckOptions extends RuleChoice {
  readonly templates: readonly string[];
  readonly format: Format;
  readonly output?: string;
  readonly category?: string;
  /** @default - all */
  readonly weaknesses?: ReadonlySet<Weakness>;
}

const OPTIONS = {
  format: { type: 'string', short: 'f' },
  output: { type: 'string', short: 'o' },
  category: { type: 'string' },
  weakness: { type: 'string', multiple: true },
  ...RULE_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const;

/** Reads the arguments of `check`; `undefined` where they ask for help. Throws `Misuse`. */
export function checkOptions(args: readonly string[]): CheckOptions | undefined {
  const { values, positionals } = parseArguments(args, OPTIONS);
  if (values.help === true) return undefined;
  if (positionals.length === 0) throw new Misuse('no template given, expected files, directories or - for standard input');
  const weaknesses = listed(values.weakness);
  return {
    ...ruleChoice(values, 'error'),
    templates: positionals,
    format: given('--format', values.format, (option, value) => oneOf(option, value, FORMATS)) ?? 'table',
    output: values.output,
    category: values.category,
    weaknesses: weaknesses.length === 0 ? undefined : new Set(weaknesses.map(weakness => oneOf('--weakness', weakness.toUpperCase(), Object.keys(WEAKNESSES) as Weakness[]))),
  };
}
