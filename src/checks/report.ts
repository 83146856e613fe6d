import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgeSnippet } from './acknowledge-findings';
import { expiryOf } from './acknowledged-reason';
import { acknowledgementOf, type Acknowledgements, type ExpiredAcknowledgement } from './acknowledgements';
import type { JudgedFinding } from './judge';
import { PACK_NAME } from './pack-name';
import { WEAKNESSES, type Rule, type Severity } from './rule';

/** The severity from which on a finding fails the synth. */
export type FailOn = 'error' | 'warning' | 'never';

/** What a report needs to know beside the findings. */
export interface ReportContext {
  readonly failOn: FailOn;
  /** ISO 8601 date. */
  readonly today: string;
  readonly acknowledgements: Acknowledgements;
  /** Those of this pack's rules that have ended. */
  readonly expired: ReadonlyArray<ExpiredAcknowledgement & { readonly rule: Rule }>;
}

/** Findings in the shape of CDK's policy validation. */
export function report(findings: readonly JudgedFinding[], context: ReportContext): PolicyValidationPluginReport {
  const violations = new Map<string, PolicyViolation>();
  for (const finding of findings) addViolation(violations, finding, context);
  return withVerdict([...violations.values(), ...context.expired.map(expired => describeExpired(expired, context))]);
}

/** The report of a run that failed as a whole: an error finding, since CDK goes on after a plugin that throws. */
export function reportFailure(error: unknown, root: IConstruct, failOn: FailOn): PolicyValidationPluginReport {
  const message = error instanceof Error ? error.message : String(error);
  return withVerdict([{
    ruleName: 'ChecksFailed',
    description: `the app could not be judged: ${message}; please report this`,
    severity: reportedSeverity('error', failOn),
    violatingResources: [{ constructPath: root.node.path, locations: [] }],
  }]);
}

function withVerdict(violations: PolicyViolation[]): PolicyValidationPluginReport {
  return { success: !violations.some(({ severity }) => severity === 'error'), violations };
}

function addViolation(violations: Map<string, PolicyViolation>, finding: JudgedFinding, context: ReportContext): void {
  const { constructPath, logicalId, template } = finding.resource;
  const acknowledgement = acknowledgementOf(PACK_NAME, finding.id, constructPath, context.acknowledgements, context.today);
  if (acknowledgement === 'bare') return;
  // CDK knows of no expiry, and until 2.262 takes an acknowledgement on one construct for the whole app. A blank at the
  // end keeps the finding: CDK compares names exactly.
  const ruleName = acknowledgement === 'elsewhere' ? `${finding.id} ` : finding.id;
  const key = [ruleName, finding.severity, finding.description, finding.fix].join('\n');
  const violation = violations.get(key) ?? { ...describe(finding, context), ruleName, violatingResources: [] };
  violation.violatingResources.push({
    constructPath,
    resourceLogicalId: logicalId,
    templatePath: template.file,
    // With dots CDK finds the line that set the property, and names it.
    locations: [finding.location.replaceAll('/', '.')],
  });
  violations.set(key, violation);
}

function describe({ rule, id, severity, description, fix }: JudgedFinding, { failOn, today }: ReportContext): Omit<PolicyViolation, 'ruleName' | 'violatingResources'> {
  return {
    description,
    fix: `${fix}\nor, where it is meant to be: ${acknowledgeSnippet(id, today)}`,
    severity: reportedSeverity(severity, failOn),
    ruleMetadata: metadataOf(rule, severity),
  };
}

function describeExpired({ rule, id, reason, constructPath }: ReportContext['expired'][number], { failOn }: ReportContext): PolicyViolation {
  return {
    ruleName: `AcknowledgementExpired[${id}]`,
    description: `an acknowledgement ended on ${expiryOf(reason)}, and what it was for counts again; its reason: ${reason}`,
    fix: `remove the cause, or the acknowledgement, or give it a later date: ${rule.fix}`,
    severity: reportedSeverity('warning', failOn),
    ruleMetadata: metadataOf(rule, 'warning'),
    violatingResources: [{ constructPath, locations: [] }],
  };
}

function metadataOf(rule: Rule, severity: Severity): PolicyViolation['ruleMetadata'] {
  return { weakness: `${rule.weakness} ${WEAKNESSES[rule.weakness]}`, cwe: rule.cwe.join(', '), severity, why: rule.why };
}

/**
 * The severity as CDK is told: `error` is what fails, and nothing else is.
 *
 * CDK recomputes the success of a report from the severities alone as soon as one finding is acknowledged, so that a
 * report of errors that shall not fail would. The rule's own severity stays in the metadata.
 */
function reportedSeverity(severity: Severity, failOn: FailOn): Severity {
  if (severity === 'error' && failOn === 'never') return 'warning';
  if (severity === 'warning' && failOn === 'warning') return 'error';
  return severity;
}
