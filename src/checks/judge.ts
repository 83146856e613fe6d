import { findingId } from './finding-id';
import type { RuleParameters } from './parameters';
import type { Finding, Rule, Severity } from './rule';
import type { AppModel } from '../app-model/app-model';
import type { Resource } from '../app-model/template';
import { heeding } from '../app-model/undecided';
import { describeAssumptions } from '../app-model/value';

/** A finding with everything a report needs. */
export interface JudgedFinding {
  readonly rule: Rule;
  readonly resource: Resource;
  /** The rule's id, with the detail in brackets: `SAS4-WildcardAction[Action::s3:*]`. */
  readonly id: string;
  readonly detail?: string;
  readonly severity: Severity;
  readonly description: string;
  readonly fix: string;
  readonly location: string;
}

/** What became of every rule at every resource of its types; where none of this tells anything, it passed. */
export interface Judgement {
  readonly findings: readonly JudgedFinding[];
  /** What a narrower rule tells of the same cause, by that rule's finding: no findings, and no passes either. */
  readonly superseded: ReadonlyMap<JudgedFinding, JudgedFinding>;
  /** Where nothing was found, and what a rule read is not wholly known. */
  readonly undecided: ReadonlyMap<Rule, ReadonlySet<Resource>>;
}

/** Runs every rule over every resource of its types. Never throws: a rule that does is itself an error finding. */
export function judge(rules: readonly Rule[], model: AppModel, parameters: RuleParameters): readonly JudgedFinding[] {
  return judgement(rules, model, parameters).findings;
}

/** The same, with what is no finding. */
export function judgement(rules: readonly Rule[], model: AppModel, parameters: RuleParameters): Judgement {
  const all: JudgedFinding[] = [];
  const undecided = new Map<Rule, Set<Resource>>();
  for (const rule of rules) {
    const open = new Set<Resource>();
    for (const resource of model.resourcesOf(...rule.resourceTypes)) {
      const { result, isUndecided } = heeding(() => findingsOf(rule, resource, model, parameters));
      all.push(...result);
      if (isUndecided && result.length === 0) open.add(resource);
    }
    if (open.size > 0) undecided.set(rule, open);
  }
  const superseded = supersededIn(all);
  return { findings: superseded.size === 0 ? all : all.filter(finding => !superseded.has(finding)), superseded, undecided };
}

/** One cause, one finding: what a narrower rule says about the same detail of the same resource is left to it. */
function supersededIn(findings: readonly JudgedFinding[]): ReadonlyMap<JudgedFinding, JudgedFinding> {
  const narrower = new Map(findings.flatMap(finding => (
    finding.rule.supersedes?.map(id => [causeKey(id, finding.resource, finding.detail), finding] as const) ?? [])));
  if (narrower.size === 0) return new Map();
  return new Map(findings.flatMap(finding => {
    const by = narrower.get(causeKey(finding.rule.id, finding.resource, finding.detail));
    return by === undefined ? [] : [[finding, by] as const];
  }));
}

function causeKey(ruleId: string, resource: Resource, detail: string | undefined): string {
  return [ruleId, resource.key, detail ?? ''].join('\n');
}

function findingsOf(rule: Rule, resource: Resource, model: AppModel, parameters: RuleParameters): readonly JudgedFinding[] {
  try {
    const findings = rule.check(resource, model, parameters);
    return findings.length === 0 ? NOTHING : withoutDuplicates(findings.map(finding => judged(rule, resource, finding, parameters)));
  } catch (error) {
    return [failed(rule, resource, error)];
  }
}

const NOTHING: readonly JudgedFinding[] = [];
const FAILURE = 'RuleFailed';

/** Whether it says that its rule could not be judged, and nothing about the resource. */
export function isFailure({ rule, id }: Pick<JudgedFinding, 'id'> & { readonly rule: Pick<Rule, 'id'> }): boolean {
  return id === `${rule.id}[${FAILURE}]`;
}

function judged(rule: Rule, resource: Resource, finding: Finding, parameters: RuleParameters): JudgedFinding {
  const severity = finding.severity ?? rule.severity;
  const conditions = finding.when === undefined || finding.when.size === 0 ? '' : `; when ${describeAssumptions(finding.when)}`;
  const description = `${rule.title}${finding.note === undefined ? '' : `; ${finding.note}`}${conditions}`;
  return {
    rule,
    resource,
    detail: finding.detail,
    id: findingId(rule.id, finding.detail),
    // Nobody can change a function that CDK adds; it is told, not held against the app.
    severity: resource.cdkManaged && !parameters.includeCdkManaged ? 'info' : severity,
    description,
    fix: finding.fix ?? rule.fix,
    location: finding.location ?? 'Properties',
  };
}

function failed(rule: Rule, resource: Resource, error: unknown): JudgedFinding {
  const message = error instanceof Error ? error.message : String(error);
  return {
    rule,
    resource,
    id: `${rule.id}[${FAILURE}]`,
    severity: 'error',
    description: `the rule could not be judged: ${message}; please report this, and acknowledge this finding until it is fixed`,
    fix: rule.fix,
    location: 'Properties',
  };
}

/** One cause, one finding: two branches of a condition may show the same flaw. */
function withoutDuplicates(findings: readonly JudgedFinding[]): readonly JudgedFinding[] {
  if (findings.length === 1) return findings;
  const byId = new Map<string, JudgedFinding>();
  for (const finding of findings) {
    if (!byId.has(finding.id)) byId.set(finding.id, finding);
  }
  return [...byId.values()];
}
