import type { ServerlessTop10ChecksProps } from './checks-options';
import { TIERS, type Rule, type Tier } from './rule';

/** The rules that a pack runs: those of its weaknesses and its tier, and those that an option of it asks for. */
export function selectRules(rules: readonly Rule[], props: ServerlessTop10ChecksProps, tier: Tier): readonly Rule[] {
  const tiers = TIERS.slice(0, TIERS.indexOf(tier) + 1);
  const weaknesses: readonly string[] | undefined = props.weaknesses;
  return rules.filter(rule => (weaknesses?.includes(rule.weakness) ?? true)
    && (tiers.includes(rule.tier) || (rule.askedForBy !== undefined && props[rule.askedForBy] !== undefined)));
}
