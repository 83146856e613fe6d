import { PASS, type Rule, type Weakness } from './rule';
import { failing, read, type Fails } from './settings';
import type { AppModel } from '../app-model/app-model';
import { asObject, type JsonObject } from '../app-model/json';
import type { Resource } from '../app-model/template';

/** A rule about one property of one type: everything about it is data. */
export interface Setting extends Pick<Rule, 'id' | 'title' | 'severity' | 'cwe' | 'why' | 'fix' | 'supersedes'>, Partial<Pick<Rule, 'tier'>> {
  readonly type: string;
  /** Other types with the same property. */
  readonly alike?: readonly string[];
  readonly path: readonly string[];
  /** Other types that have it in another place. */
  readonly elsewhere?: Readonly<Record<string, readonly string[]>>;
  readonly fails: Fails;
  /** What else must hold, of another property. @default - nothing */
  readonly where?: { readonly path: readonly string[]; readonly is: Fails };
  /** Whether a resource is judged at all. @default - every one of the types is */
  readonly judges?: (resource: Resource, model: AppModel) => boolean;
  /** A value that fails, and one that does not; `undefined` leaves the property out. */
  readonly example: { readonly flagged: unknown; readonly fixed: unknown };
  /** What else the example needs. */
  readonly beside?: Readonly<Record<string, unknown>>;
}

/** Makes the rules of a table. */
export function settingRules(settings: readonly Setting[]): readonly Rule[] {
  return settings.map(settingRule);
}

/** Makes the rule of a setting. */
export function settingRule({ type, alike = [], path, elsewhere = {}, fails, where, judges, example, beside = {}, ...texts }: Setting): Rule {
  const resource = (value: unknown) => ({ It: { Type: type, Properties: withValue(beside, path, value) } });
  return {
    tier: 'core',
    ...texts,
    weakness: texts.id.slice(0, texts.id.indexOf('-')).replace('SAS', 'SAS-') as Weakness,
    resourceTypes: [type, ...alike, ...Object.keys(elsewhere)],
    example: {
      flagged: { Resources: resource(example.flagged) },
      findings: { It: [texts.id] },
      fixed: { Resources: resource(example.fixed) },
    },
    check(it, model) {
      if (judges !== undefined && !judges(it, model)) return PASS;
      return where === undefined || read(it, where.path).every(where.is) ? failing(it, elsewhere[it.type] ?? path, fails) : PASS;
    },
  };
}

/** The properties with a value at a path; `undefined` leaves them as they are. */
function withValue(properties: JsonObject, [name, ...rest]: readonly string[], value: unknown): JsonObject {
  if (name === undefined || value === undefined) return properties;
  return { ...properties, [name]: rest.length === 0 ? value : withValue(asObject(properties[name]), rest, value) };
}
