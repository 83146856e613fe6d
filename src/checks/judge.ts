import { findingId } from './finding-id';
import type { RuleParameters } from './parameters';
import type { Finding, Rule, Severity } from './rule';
import type { AppModel } from '../app-model/app-model';
import type { Resource } from '../app-model/template';
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
  readonly location: string;
}

/** Runs every rule over every resource of its types. Never throws: a rule that does is itself an error finding. */
export function judge(rules: readonly Rule[], model: AppModel, parameters: RuleParameters): readonly JudgedFinding[] {
  const findings: JudgedFinding[] = [];
  for (const rule of rules) {
    for (const resource of model.resourcesOf(...rule.resourceTypes)) collectFindings(rule, resource, model, parameters, findings);
  }
  return withoutSuperseded(findings, new Set(rules.flatMap(({ supersedes = [] }) => supersedes)));
}

/** One cause, one finding: what a narrower rule says about the same detail of the same resource is left to it. */
function withoutSuperseded(findings: readonly JudgedFinding[], supersedable: ReadonlySet<string>): readonly JudgedFinding[] {
  const superseded = new Set(findings.flatMap(({ rule, resource, detail }) => rule.supersedes?.map(id => causeKey(id, resource, detail)) ?? []));
  if (superseded.size === 0) return findings;
  return findings.filter(({ rule, resource, detail }) => !supersedable.has(rule.id) || !superseded.has(causeKey(rule.id, resource, detail)));
}

function causeKey(ruleId: string, resource: Resource, detail: string | undefined): string {
  return [ruleId, resource.key, detail ?? ''].join('\n');
}

function collectFindings(rule: Rule, resource: Resource, model: AppModel, parameters: RuleParameters, into: JudgedFinding[]): void {
  try {
    const findings = rule.check(resource, model, parameters);
    if (findings.length > 0) into.push(...withoutDuplicates(findings.map(finding => judged(rule, resource, finding, parameters))));
  } catch (error) {
    into.push(failed(rule, resource, error));
  }
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
    location: finding.location ?? 'Properties',
  };
}

function failed(rule: Rule, resource: Resource, error: unknown): JudgedFinding {
  const message = error instanceof Error ? error.message : String(error);
  return {
    rule,
    resource,
    id: `${rule.id}[RuleFailed]`,
    severity: 'error',
    description: `the rule could not be judged: ${message}; please report this, and acknowledge this finding until it is fixed`,
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
