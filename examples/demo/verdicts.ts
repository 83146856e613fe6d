import type { Paint } from './paint';
import { renderTable, type Cell } from './table';

/** How often a rule was broken, by rule id. */
export interface Verdict {
  readonly rule: string;
  readonly severity: string;
  readonly findings: number;
}

/** The part of CDK's validation report that is needed here. */
export interface Violations {
  readonly violations: ReadonlyArray<{
    readonly ruleName: string;
    readonly severity?: string;
    readonly violatingResources: readonly unknown[];
  }>;
}

/** Counts a report's findings by rule; `SAS4-WildcardAction[Action::s3:*]` is one of the rule before the bracket. */
export function verdictsOf({ violations }: Violations): Verdict[] {
  const verdicts = new Map<string, Verdict>();
  for (const { ruleName, severity = 'info', violatingResources } of violations) {
    const rule = ruleName.replace(/\[.*/s, '').trim();
    const key = `${severity} ${rule}`;
    verdicts.set(key, { rule, severity, findings: (verdicts.get(key)?.findings ?? 0) + violatingResources.length });
  }
  return [...verdicts.values()].sort((one, other) => one.severity.localeCompare(other.severity) || one.rule.localeCompare(other.rule));
}

/** One line per rule that either variant breaks. */
export function verdictTable(unprotected: readonly Verdict[], guarded: readonly Verdict[], paint: Paint): string[] {
  const rules = [...new Set([...unprotected, ...guarded].map(({ rule }) => rule))].sort();
  const columns = [{ title: 'rule', width: 50 }, { title: 'unprotected', width: 30 }, { title: 'protected', width: 30 }];
  return renderTable(columns, rules.map(rule => [{ text: rule }, cell(unprotected, rule), cell(guarded, rule)]), paint);
}

/** Such as `4 errors, 1 info`; what is only told is not held against the app. */
function cell(verdicts: readonly Verdict[], rule: string): Cell {
  const broken = verdicts.filter(verdict => verdict.rule === rule);
  if (broken.length === 0) return { text: 'passes', tone: 'good' };
  const text = broken.map(({ severity, findings }) => `${findings} ${severity}${findings === 1 || severity === 'info' ? '' : 's'}`).join(', ');
  return { text, tone: broken.every(({ severity }) => severity === 'info') ? 'quiet' : 'bad' };
}
