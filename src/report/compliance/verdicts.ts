import type { AppModel } from '../../app-model/app-model';
import type { Resource } from '../../app-model/template';
import { isFailure, type JudgedFinding, type Judgement } from '../../checks/judge';
import type { Rule } from '../../checks/rule';
import type { ReportedFinding } from '../finding';

/**
 * How a resource stands against a rule.
 *
 * `pass`: the rule looked at it and found nothing, whether it had reason to or not. `unknown`: it found nothing, and of what it
 * read something is decided only when the template is deployed; or the rule itself failed.
 */
export type VerdictKind = 'fail' | 'acknowledged' | 'unknown' | 'pass';

/** One rule at one resource; one of several where it found several things. */
export interface Verdict {
  readonly rule: Rule;
  readonly resource: Resource;
  readonly kind: VerdictKind;
  readonly finding?: ReportedFinding;
  /** Why it is so, where the kind does not say it. */
  readonly remark?: string;
}

/** What was judged together, and what of it counts. */
export interface JudgedTogether {
  readonly rules: readonly Rule[];
  readonly judgement: Judgement;
  /** Whether it is told here, and by nobody else. */
  readonly isTold: (rule: Rule, resource: Resource) => boolean;
}

export type Told = (finding: JudgedFinding) => ReportedFinding | undefined;

/** Every rule at every resource of its types. */
export function verdictsOf({ rules, judgement, isTold }: JudgedTogether, model: AppModel, told: Told): readonly Verdict[] {
  const found = byCause(judgement);
  return rules.flatMap(rule => model.resourcesOf(...rule.resourceTypes).filter(resource => isTold(rule, resource)).flatMap(resource => {
    const findings = found.get(causeKey(rule, resource));
    if (findings !== undefined) return findings.map(finding => verdictOn(finding, judgement, told));
    const isUndecided = judgement.undecided.get(rule)?.has(resource) ?? false;
    return [isUndecided ? { rule, resource, kind: 'unknown', remark: UNDECIDED } as const : { rule, resource, kind: 'pass' } as const];
  }));
}

const UNDECIDED = 'what it read is not wholly known before the deployment';

function byCause({ findings, superseded }: Judgement): ReadonlyMap<string, readonly JudgedFinding[]> {
  const found = new Map<string, JudgedFinding[]>();
  for (const finding of [...findings, ...superseded.keys()]) {
    const key = causeKey(finding.rule, finding.resource);
    const known = found.get(key);
    if (known === undefined) found.set(key, [finding]);
    else known.push(finding);
  }
  return found;
}

function causeKey(rule: Rule, resource: Resource): string {
  return `${rule.id}\n${resource.key}`;
}

function verdictOn(finding: JudgedFinding, { superseded }: Judgement, told: Told): Verdict {
  const { rule, resource, description } = finding;
  if (isFailure(finding)) return { rule, resource, kind: 'unknown', finding: told(finding), remark: description };
  const narrower = superseded.get(finding);
  const reported = told(narrower ?? finding);
  const kind = reported?.acknowledged === undefined ? 'fail' : 'acknowledged';
  return { rule, resource, kind, finding: reported, remark: narrower === undefined ? undefined : `told as ${narrower.id}` };
}
