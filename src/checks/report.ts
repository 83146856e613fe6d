import type { PolicyValidationPluginReport, PolicyViolation } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgedIds, acknowledgementOf, type AcknowledgedIds } from './acknowledgements';
import type { JudgedFinding } from './judge';
import { WEAKNESSES, type Severity } from './rule';

export const PACK_NAME = 'ServerlessTop10';

/** The severity from which on a finding fails the synth. */
export type FailOn = 'error' | 'warning' | 'never';

/** Findings in the shape of CDK's policy validation. */
export function report(findings: readonly JudgedFinding[], root: IConstruct, failOn: FailOn): PolicyValidationPluginReport {
  const ids = acknowledgedIds(root);
  const violations = new Map<string, PolicyViolation>();
  for (const finding of findings) addViolation(violations, finding, ids, failOn);
  return withVerdict([...violations.values()]);
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

function addViolation(violations: Map<string, PolicyViolation>, finding: JudgedFinding, ids: AcknowledgedIds, failOn: FailOn): void {
  const { constructPath, logicalId, template } = finding.resource;
  const acknowledgement = acknowledgementOf(PACK_NAME, finding.id, constructPath, ids);
  if (acknowledgement === 'bare') return;
  // Until 2.262 CDK takes an acknowledgement on one construct for the whole app. A blank at the end keeps the other
  // constructs' findings: CDK compares names exactly.
  const ruleName = acknowledgement === 'elsewhere' ? `${finding.id} ` : finding.id;
  const key = [ruleName, finding.severity, finding.description].join('\n');
  const violation = violations.get(key) ?? { ...describe(finding, failOn), ruleName, violatingResources: [] };
  violation.violatingResources.push({
    constructPath,
    resourceLogicalId: logicalId,
    templatePath: template.file,
    locations: [finding.location],
  });
  violations.set(key, violation);
}

function describe({ rule, severity, description }: JudgedFinding, failOn: FailOn): Omit<PolicyViolation, 'ruleName' | 'violatingResources'> {
  return {
    description,
    fix: rule.fix,
    severity: reportedSeverity(severity, failOn),
    ruleMetadata: {
      weakness: `${rule.weakness} ${WEAKNESSES[rule.weakness]}`,
      cwe: rule.cwe.join(', '),
      severity,
      why: rule.why,
    },
  };
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
