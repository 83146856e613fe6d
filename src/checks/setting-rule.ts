import { PASS, type Rule, type Weakness } from './rule';
import { failing, read, type Fails } from './settings';

/** A rule about one property of one type: everything about it is data. */
export interface Setting extends Pick<Rule, 'id' | 'title' | 'severity' | 'cwe' | 'why' | 'fix' | 'supersedes'> {
  readonly type: string;
  /** Other types with the same property. */
  readonly alike?: readonly string[];
  readonly path: readonly string[];
  readonly fails: Fails;
  /** What else must hold, of another property. @default - nothing */
  readonly where?: { readonly path: readonly string[]; readonly is: Fails };
  /** A value that fails, and one that does not; `undefined` leaves the property out. */
  readonly example: { readonly flagged: unknown; readonly fixed: unknown };
  /** What else the example needs. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** Makes the rule of a setting. */
export function settingRule({ type, alike = [], path, fails, where, example, beside = {}, ...texts }: Setting): Rule {
  const resource = (value: unknown) => ({ It: { Type: type, Properties: { ...beside, ...nested(path, value) } } });
  return {
    ...texts,
    weakness: texts.id.slice(0, texts.id.indexOf('-')).replace('SAS', 'SAS-') as Weakness,
    tier: 'core',
    resourceTypes: [type, ...alike],
    example: {
      flagged: { Resources: resource(example.flagged) },
      findings: { It: [texts.id] },
      fixed: { Resources: resource(example.fixed) },
    },
    check: it => where === undefined || read(it, where.path).every(where.is) ? failing(it, path, fails) : PASS,
  };
}

function nested([name, ...rest]: readonly string[], value: unknown): Readonly<Record<string, unknown>> {
  if (name === undefined || value === undefined) return {};
  return { [name]: rest.length === 0 ? value : nested(rest, value) };
}
