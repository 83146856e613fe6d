import { AppModel } from '../../src/app-model/app-model';
import { readTemplate } from '../../src/app-model/read-template';
import { judge, type JudgedFinding } from '../../src/checks/judge';
import { ruleParameters, type RuleParameters } from '../../src/checks/parameters';
import { RULES } from '../../src/checks/registry';
import type { Rule } from '../../src/checks/rule';

/** The account of every template here. */
export const OWN_ACCOUNT = '111122223333';

/** A day on which the examples are what they say. */
export const TODAY = '2026-06-01';

/** The rules that run for everybody. */
export const CORE_RULES: readonly Rule[] = RULES.filter(({ tier }) => tier === 'core');

/** A rule by its id. */
export function ruleOf(id: string): Rule {
  const found = RULES.find(rule => rule.id === id);
  if (found === undefined) throw new Error(`there is no rule ${id}`);
  return found;
}

export function findingsIn(rules: readonly Rule[], body: unknown, parameters: Partial<RuleParameters> = {}): readonly JudgedFinding[] {
  return judge(rules, AppModel.of([{ ...readTemplate('template', body), account: OWN_ACCOUNT }]), ruleParameters({ today: TODAY, ...parameters }));
}

/** Finding ids by logical id. */
export function idsIn(rules: readonly Rule[], body: unknown, parameters: Partial<RuleParameters> = {}): Record<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { resource, id } of findingsIn(rules, body, parameters)) ids.set(resource.logicalId, [...ids.get(resource.logicalId) ?? [], id]);
  return Object.fromEntries(ids);
}

/** Finding ids of one rule over resources. */
export function idsOf(rule: Rule, resources: Record<string, unknown>, parameters: Partial<RuleParameters> = {}): Record<string, string[]> {
  return idsIn([rule], { Resources: resources }, parameters);
}

/** What one rule finds over resources, without its id: `''` where it has one thing to say, else the detail in brackets. */
export function detailsOf(id: string, resources: Record<string, unknown>): readonly string[] {
  return Object.values(idsOf(ruleOf(id), resources)).flat().map(found => found.slice(id.length));
}
