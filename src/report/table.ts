import type { Report, ReportedFinding } from './finding';
import { shortened, visible } from './inert-text';
import { RULES_DOCUMENT } from './rule-help';
import { detailOf, remarkOf, summaryLine } from './summary';
import { columnsOf, padded, wrapped } from './terminal-text';
import type { Severity } from '../checks/rule';

/** How the table is drawn. */
export interface TableStyle {
  /** The columns of the terminal. */
  readonly columns: number;
  readonly colour: boolean;
}

const COLOURS: Readonly<Record<Severity, number>> = { error: 31, warning: 33, info: 36 };
const BOLD = 1;
const FAINT = 2;

/** The width of `warning` and a gap: everything of a finding stands to the right of its severity. */
const INDENT = 9;
const GAP = '  ';
/** Narrower than this, lines are broken by the terminal. */
const LEAST_COLUMNS = 40;
const MOST_COLUMNS = 140;
const MAX_NAME = 400;

/** The findings for people: worst first, a rule once with all its places, readable without colour. */
export function toTable(report: Report, style: TableStyle): string {
  const drawing = { paint: painter(style.colour), columns: Math.min(MOST_COLUMNS, Math.max(LEAST_COLUMNS, style.columns)) };
  const open = report.findings.filter(({ acknowledged }) => acknowledged === undefined);
  const acknowledged = report.findings.filter(finding => finding.acknowledged !== undefined);
  const told = open.length === 0 ? [] : [`What each rule means, and how to fix it: ${RULES_DOCUMENT}`];
  return [
    ...groupsOf(open).map(findings => drawGroup(findings, drawing)),
    ...acknowledged.length === 0 ? [] : [drawAcknowledged(acknowledged, drawing)],
    [drawing.paint(summaryLine(report), BOLD), ...told].join('\n'),
  ].filter(part => part !== '').join('\n\n').concat('\n');
}

interface Drawing {
  readonly columns: number;
  paint(text: string, code: number): string;
}

function painter(colour: boolean): Drawing['paint'] {
  return colour ? (text, code) => `\u001b[${code}m${text}\u001b[0m` : text => text;
}

/** One rule at one severity; findings come in that order. */
function groupsOf(findings: readonly ReportedFinding[]): readonly (readonly [ReportedFinding, ...ReportedFinding[]])[] {
  const groups = new Map<string, [ReportedFinding, ...ReportedFinding[]]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

function drawGroup(findings: readonly [ReportedFinding, ...ReportedFinding[]], drawing: Drawing): string {
  const [{ severity, rule }] = findings;
  const { paint } = drawing;
  return [
    `${paint(padded(severity, INDENT), COLOURS[severity])}${paint(rule.id, BOLD)}`,
    ...indented(rule.title, drawing),
    ...drawPlaces(findings.map(finding => placeOf(finding, `${detailOf(finding)} ${remarkOf(finding)}`.trim())), drawing),
    ...fixesOf(findings).flatMap(fix => indented(`fix in CDK: ${fix}`, drawing)).map(line => paint(line, FAINT)),
  ].join('\n');
}

/** The rule's, or what replaces what is wrong in each place. */
function fixesOf(findings: readonly ReportedFinding[]): readonly string[] {
  return [...new Set(findings.flatMap(({ rule, fix }) => (fix ?? rule.fix).split('\n')))].map(visible);
}

function drawAcknowledged(findings: readonly ReportedFinding[], drawing: Drawing): string {
  return [
    drawing.paint('acknowledged', BOLD),
    ...drawPlaces(findings.map(finding => placeOf(finding, `${finding.id}: ${finding.acknowledged?.reason ?? ''}`)), drawing),
  ].join('\n');
}

interface Place {
  readonly where: string;
  readonly logicalId: string;
  readonly remark: string;
}

function placeOf({ location: { file, line }, logicalId }: ReportedFinding, remark: string): Place {
  return { where: name(line === undefined ? file : `${file}:${line}`), logicalId: name(logicalId), remark: name(remark) };
}

/** Aligned columns, the last one broken into lines; it stands below the others where they leave no room. */
function drawPlaces(places: readonly Place[], drawing: Drawing): readonly string[] {
  const whereColumns = Math.max(...places.map(({ where }) => columnsOf(where)));
  const idColumns = Math.max(...places.map(({ logicalId }) => columnsOf(logicalId)));
  const room = drawing.columns - INDENT - whereColumns - idColumns - 2 * GAP.length;
  if (room < LEAST_COLUMNS / 2) return places.flatMap(place => drawStacked(place, drawing));
  return places.flatMap(({ where, logicalId, remark }) => wrapped(remark, room).map((line, at) => {
    const left = at === 0 ? padded(where, whereColumns) + GAP + padded(logicalId, idColumns) : ' '.repeat(whereColumns + GAP.length + idColumns);
    return `${' '.repeat(INDENT)}${left}${GAP}${line}`.trimEnd();
  }));
}

function drawStacked({ where, logicalId, remark }: Place, drawing: Drawing): readonly string[] {
  const place = where + GAP + logicalId;
  const lines = columnsOf(place) <= drawing.columns - INDENT ? indented(place, drawing) : [...indented(where, drawing), ...indented(logicalId, drawing, GAP)];
  return remark === '' ? lines : [...lines, ...indented(remark, drawing, GAP)];
}

function indented(text: string, { columns }: Drawing, further = ''): readonly string[] {
  return wrapped(text, columns - INDENT - further.length).map(line => ' '.repeat(INDENT) + further + line);
}

/** Names are whatever somebody wrote into a template. */
function name(text: string): string {
  return shortened(visible(text), MAX_NAME);
}
