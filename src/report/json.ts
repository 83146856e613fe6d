import type { Report, ReportedFinding, ReportedRule } from './finding';
import { inertJson } from './inert-text';
import { ruleHelp } from './rule-help';
import { summaryOf } from './summary';
import { WEAKNESSES } from '../checks/rule';

/** Grows when a program that reads the report would have to change; what is added keeps it. */
const FORMAT_VERSION = 1;

/** The report as JSON; `docs/check-report.schema.json` describes it. */
export function toJson(report: Report): string {
  const { tool, today, templates, findings, problems, notices } = report;
  const told = [...new Map(findings.map(({ rule }) => [rule.id, rule])).values()];
  return `${inertJson({
    formatVersion: FORMAT_VERSION,
    tool,
    today,
    summary: summaryOf(findings),
    templates,
    findings: findings.map(describeFinding),
    rules: Object.fromEntries(told.map(rule => [rule.id, describeRule(rule)])),
    problems,
    notices,
  })}\n`;
}

function describeFinding({ rule, location, ...finding }: ReportedFinding): object {
  const { id, severity, message, fix, property, logicalId, resourceType, constructPath, acknowledged } = finding;
  return { ruleId: rule.id, id, severity, message, fix, ...location, property, logicalId, resourceType, constructPath, acknowledged };
}

/** A rule as a registry has it holds more: its code, its examples. */
function describeRule({ id, title, severity, tier, weakness, cwe, why, fix }: ReportedRule): object {
  return { title, severity, tier, weakness: { id: weakness, name: WEAKNESSES[weakness] }, cwe, why, fix, help: ruleHelp(id) };
}
