import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Problem, Report, ReportedFinding, ReportedRule, SourceLocation } from './finding';
import { inertJson, visible } from './inert-text';
import { RULES_DOCUMENT, ruleHelp } from './rule-help';
import { detailOf } from './summary';
import { WEAKNESSES, type Severity } from '../checks/rule';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** What code scanning sorts by, from 0 to 10: high, medium, low. */
const SECURITY_SEVERITIES: Readonly<Record<Severity, string>> = { error: '8.0', warning: '5.0', info: '2.0' };

/** The report as SARIF 2.1.0, one run. */
export function toSarif(report: Report): string {
  const { tool, category, rules, findings, problems, notices } = report;
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const anyAcknowledged = findings.some(({ acknowledged }) => acknowledged !== undefined);
  return `${inertJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: tool.name,
          fullName: `${tool.name} ${tool.version}`,
          semanticVersion: tool.version,
          informationUri: RULES_DOCUMENT,
          rules: rules.map(describeRule),
        },
      },
      // Nothing unless asked for: it takes precedence over the category that an upload to GitHub is given.
      ...category === undefined ? {} : { automationDetails: { id: `${category}/` } },
      columnKind: 'utf16CodeUnits',
      invocations: [{
        executionSuccessful: problems.length === 0,
        toolExecutionNotifications: [...problems.map(problem => notification(problem, 'error')), ...notices.map(notice => notification(notice, 'warning'))],
      }],
      results: findings.map(finding => ({
        ...describeFinding(finding),
        ruleIndex: indexes.get(finding.rule.id),
        // Either every result of a run tells its suppressions, or none does.
        ...anyAcknowledged ? { suppressions: suppressionsOf(finding) } : {},
      })),
    }],
  })}\n`;
}

function describeRule({ id, title, weakness, severity, cwe, why, fix }: ReportedRule): object {
  return {
    id,
    name: id.slice(id.indexOf('-') + 1),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: `${sentence(title)} ${why}` },
    helpUri: ruleHelp(id),
    help: {
      text: `${why}\n\nFix, in CDK: ${fix}`,
      markdown: `${why}\n\nFix, in CDK:\n\n\`\`\`ts\n${fix}\n\`\`\`\n\n[The rule, with a template that is flagged and one that is not](${ruleHelp(id)})`,
    },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      'tags': ['security', 'serverless', weakness, ...cwe.map(codeScanningTag)],
      'precision': 'high',
      'problem.severity': severity === 'info' ? 'recommendation' : severity,
      'security-severity': SECURITY_SEVERITIES[severity],
      'weakness': `${weakness} ${WEAKNESSES[weakness]}`,
    },
  };
}

/** Code scanning knows `external/cwe/cwe-079`, in three digits at least. */
function codeScanningTag(cwe: string): string {
  return `external/cwe/cwe-${cwe.replace('CWE-', '').padStart(3, '0')}`;
}

function describeFinding(finding: ReportedFinding): object {
  const { rule, id, severity, message, location, property, logicalId, resourceType, constructPath } = finding;
  return {
    ruleId: rule.id,
    level: LEVELS[severity],
    message: { text: withoutLinks(`${logicalId}: ${message}`) },
    locations: [{
      physicalLocation: physicalLocation(location),
      logicalLocations: [{ name: logicalId, fullyQualifiedName: constructPath ?? logicalId, kind: 'resource' }],
    }],
    partialFingerprints: { 'serverlessTop10Finding/v1': fingerprint(finding) },
    properties: { id, resourceType, property },
  };
}

/**
 * The same as long as the cause is: neither the line nor the words count. It is not `primaryLocationLineHash`, which
 * GitHub computes itself and compares with what it is given.
 */
function fingerprint(finding: ReportedFinding): string {
  const { rule, location, logicalId, constructPath } = finding;
  return createHash('sha256').update(JSON.stringify([rule.id, detailOf(finding), location.file, constructPath ?? logicalId])).digest('hex').slice(0, 32);
}

function suppressionsOf({ acknowledged }: ReportedFinding): readonly object[] {
  if (acknowledged === undefined) return [];
  return [{ kind: acknowledged.inFile ? 'inSource' : 'external', status: 'accepted', justification: visible(acknowledged.reason) }];
}

function notification({ file, line, message }: Problem, level: string): object {
  return { level, message: { text: withoutLinks(message) }, locations: [{ physicalLocation: physicalLocation({ file, line }) }] };
}

function physicalLocation({ file, line, column }: SourceLocation): object {
  return {
    artifactLocation: { uri: uriOf(file), ...isAbsolute(file) ? {} : { uriBaseId: '%SRCROOT%' } },
    ...line === undefined ? {} : { region: { startLine: line, startColumn: column } },
  };
}

/** Relative URIs are read from the root of the repository. */
function uriOf(file: string): string {
  const wellFormed = file.replace(/\p{Cs}/gu, '\uFFFD');
  return isAbsolute(file) ? pathToFileURL(wellFormed).href : wellFormed.split('/').map(encodeURIComponent).join('/');
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** `[text](address)` is a link in SARIF's plain text; a name from a template must not become one. */
function withoutLinks(text: string): string {
  return visible(text).replaceAll('](', '] (');
}
