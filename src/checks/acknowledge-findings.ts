import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { reasonWithExpiry } from './acknowledged-reason';
import type { FindingAcknowledgement } from './checks-options';
import { PACK_NAME } from './pack-name';
import { isoDate, listOf, matching, membersOf, problem, type Check } from '../validation/option-checks';
import { ValidationError } from '../validation/validation-error';

const PREFIX = `${PACK_NAME}::`;
const MEMBERS = membersOf({ reason: matching(/\p{L}/u, 'why the findings are as they should be') }, { expires: isoDate });

/**
 * Acknowledges findings by CDK's own mechanism, in the form that every version of it understands.
 *
 * @param ruleIds The ids of all rules, to tell a misspelt one, which would acknowledge nothing.
 */
export function acknowledgeFindings(
  scope: IConstruct, findings: readonly string[], acknowledgement: FindingAcknowledgement, ruleIds: ReadonlySet<string>,
): void {
  const problems = [...requireFindings(findings, ruleIds), ...MEMBERS('acknowledgement', acknowledgement)];
  if (problems.length > 0) throw new ValidationError(`the acknowledgement on ${scope.node.path === '' ? 'the app' : scope.node.path}`, problems);
  const reason = reasonWithExpiry(acknowledgement.reason, acknowledgement.expires);
  for (const finding of findings) acknowledge(scope, `${PREFIX}${withoutPrefix(finding)}`, reason);
}

/** What to paste to acknowledge a finding; without a reason of one's own it is refused. */
export function acknowledgeSnippet(finding: string, today: string): string {
  const id = `'${finding.replace(/[\\']/g, '\\$&')}'`;
  return `ServerlessTop10Checks.acknowledge(construct, [${id}], { reason: '…', expires: '${halfAYearAfter(today)}' });`;
}

function requireFindings(findings: unknown, ruleIds: ReadonlySet<string>): string[] {
  if (Array.isArray(findings) && findings.length === 0) return [problem('findings', findings, 'at least one finding', 'name it')];
  return listOf(knownFinding(ruleIds))('findings', findings);
}

function knownFinding(ruleIds: ReadonlySet<string>): Check {
  return (name, value) => (typeof value === 'string' && ruleIds.has(ruleIdOf(withoutPrefix(value)))
    ? []
    : [problem(name, value, 'a finding of this pack such as SAS2-FunctionUrlNoAuth', 'take its id from the report')]);
}

/** The rule's part of a finding's id. */
export function ruleIdOf(finding: string): string {
  return finding.replace(/\[.*$/s, '');
}

function withoutPrefix(finding: string): string {
  return finding.startsWith(PREFIX) ? finding.slice(PREFIX.length) : finding;
}

function acknowledge(scope: IConstruct, id: string, reason: string): void {
  try {
    Validations.of(scope).acknowledge({ id, reason });
  } catch {
    // Older versions of CDK refuse a second `::`, though not where they look for it.
    scope.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, { [id]: reason });
  }
}

function halfAYearAfter(today: string): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 182);
  return date.toISOString().slice(0, 10);
}
