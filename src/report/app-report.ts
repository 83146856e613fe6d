import { verdictsOf, type JudgedTogether, type Verdict } from './compliance/verdicts';
import type { Report, ReportedFinding } from './finding';
import { buildInventory } from './inventory/build-inventory';
import { everyFunction } from './inventory/every-function';
import type { ImportedFunction } from './inventory/imported-functions';
import type { Inventory } from './inventory/inventory';
import { byText, idOf } from './inventory/texts';
import type { CodeFolder } from './software/code-folder';
import type { AppModel } from '../app-model/app-model';
import type { Resource } from '../app-model/template';
import type { JudgedFinding } from '../checks/judge';
import { SEVERITIES } from '../checks/rule';

/** Everything that the reports of an app are made of. */
export interface AppReport {
  readonly report: Report;
  readonly inventory: Inventory;
  /** The resource of each finding, by its id in the inventory. */
  readonly places: readonly string[];
  /** Every rule at every resource it judged. */
  readonly verdicts: readonly Verdict[];
  /** Where the code of functions is, by their id in the inventory. */
  readonly code: ReadonlyMap<string, readonly CodeFolder[]>;
  /** The region that a template is deployed into, by its id, where that is decided. */
  readonly regions: ReadonlyMap<string, string>;
}

/** An app that was read and judged, wherever it came from. */
export interface JudgedApp extends Pick<Report, 'tool' | 'today' | 'templates' | 'problems' | 'notices' | 'category'> {
  readonly model: AppModel;
  /** What was judged together; of several packs each tells what the others do not. */
  readonly judged: readonly JudgedTogether[];
  /** A finding with its place and what was acknowledged. */
  readonly describe: (finding: JudgedFinding) => ReportedFinding;
  readonly codeOf: (fn: Resource) => readonly CodeFolder[];
  readonly imported?: readonly ImportedFunction[];
}

/** The report of an app: its findings in order, its inventory, and every verdict. */
export function appReport({ model, judged, describe, codeOf, imported, ...about }: JudgedApp): AppReport {
  const found = judged.flatMap(({ judgement, isTold }) => judgement.findings.filter(({ rule, resource }) => isTold(rule, resource)))
    .map(finding => ({ finding, reported: describe(finding) }))
    .sort((a, b) => rank(a.reported) - rank(b.reported) || byText(a.reported.id, b.reported.id) || byText(a.finding.resource.key, b.finding.resource.key));
  const reported = new Map(found.map(({ finding, reported: told }) => [keyOf(finding), told]));
  const inventory = buildInventory(model, found.map(({ finding: { id, rule, resource }, reported: { severity, acknowledged } }) => (
    { id, weakness: rule.weakness, severity, resource, accepted: acknowledged !== undefined })), imported);
  return {
    inventory,
    places: found.map(({ finding }) => idOf(finding.resource)),
    verdicts: judged.flatMap(together => verdictsOf(together, model, finding => reported.get(keyOf(finding)))),
    code: new Map(everyFunction(model).map(fn => [idOf(fn), codeOf(fn)])),
    regions: new Map(model.templates.flatMap(({ id, region }) => region === undefined ? [] : [[id, region] as const])),
    report: { ...about, rules: [...new Set(judged.flatMap(({ rules }) => rules))], findings: found.map(({ reported: told }) => told) },
  };
}

function rank({ severity, acknowledged }: ReportedFinding): number {
  return SEVERITIES.indexOf(severity) + (acknowledged === undefined ? 0 : SEVERITIES.length);
}

function keyOf({ id, resource }: JudgedFinding): string {
  return `${id}\n${resource.key}`;
}
