import { expiryOf, reasonWithoutExpiry } from '../../checks/acknowledged-reason';
import { WEAKNESSES, type Weakness } from '../../checks/rule';
import type { AppReport } from '../app-report';
import type { ReportedFinding, ReportedRule } from '../finding';
import { visible } from '../inert-text';
import type { InventoriedFunction, Layer, Protection } from '../inventory/inventory';
import { SLICES } from '../inventory/slices';
import { ruleHelp } from '../rule-help';

/** What the page shows, as it stands in it: nothing is computed there that could be known here. */
export interface PageData {
  readonly tool: { readonly name: string; readonly version: string };
  readonly today: string;
  readonly weaknesses: readonly PageWeakness[];
  readonly rules: readonly PageRule[];
  /** Worst first. */
  readonly findings: readonly PageFinding[];
  /** The least protected first. */
  readonly functions: readonly PageFunction[];
  readonly accepted: readonly PageAccepted[];
}

export interface PageWeakness {
  readonly id: Weakness;
  readonly name: string;
  /** The hole that stays in spite of every slice. */
  readonly remains: string;
  readonly slices: ReadonlyArray<{ readonly layer: Layer; readonly title: string; readonly cure: string }>;
}

export interface PageRule extends Omit<ReportedRule, 'tier'> {
  readonly help: string;
}

/** A finding that counts; positions stand for rules and functions. */
export interface PageFinding {
  readonly rule: number;
  readonly id: string;
  readonly severity: ReportedFinding['severity'];
  /** What the message adds to the rule's title. */
  readonly remark: string;
  readonly place: string;
  /** CDK code that removes this finding. @default - the rule's */
  readonly fix?: string;
  readonly property: string;
  readonly source: string;
  readonly functions: readonly number[];
}

/** A function with its findings by position. */
export type PageFunction = Omit<InventoriedFunction, 'protection'> & {
  readonly protection: ReadonlyArray<{ readonly slices: Protection['slices']; readonly findings: readonly number[]; readonly accepted: number }>;
};

/** What somebody decided to live with. */
export interface PageAccepted {
  readonly kind: 'finding' | 'measure' | 'exemption';
  readonly what: string;
  readonly place: string;
  readonly reason: string;
  readonly expires?: string;
}

const DESIGN = { layer: 'design', title: 'no finding of the checks stands against it', cure: 'follow the findings below' } as const;
const ALL = Object.keys(WEAKNESSES) as readonly Weakness[];

/** The data of the page: texts from templates are made visible, so that none of them can be anything but text. */
export function pageData({ report, inventory, places }: AppReport): PageData {
  const open = report.findings.flatMap((finding, index) => finding.acknowledged === undefined ? [{ finding, place: places[index] ?? '' }] : []);
  const rules = [...new Set(open.map(({ finding }) => finding.rule))];
  const byKey = new Map(open.map(({ finding, place }, index) => [`${finding.id}\n${place}`, index]));
  const functions = inventory.functions.map(fn => pageFunction(fn, byKey)).sort((a, b) => score(a) - score(b) || (a.id < b.id ? -1 : 1));
  const affected = functionsByFinding(functions);
  return {
    ...inert({ tool: report.tool, today: report.today }),
    weaknesses: ALL.map(pageWeakness),
    rules: rules.map(({ id, title, weakness, severity, cwe, why, fix }) => ({ id, title, weakness, severity, cwe, why, fix, help: ruleHelp(id) })),
    findings: inert(open.map(({ finding }, index) => pageFinding(finding, rules, affected.get(index) ?? []))),
    functions: inert(functions),
    accepted: inert([...acceptedFindings(report.findings), ...inventory.functions.flatMap(acceptedOn)]),
  };
}

function pageWeakness(id: Weakness): PageWeakness {
  const { remains, slices } = SLICES[id];
  return { id, name: WEAKNESSES[id], remains, slices: [DESIGN, ...slices.map(({ layer, title, cure }) => ({ layer, title, cure }))] };
}

function pageFinding(finding: ReportedFinding, rules: readonly ReportedRule[], functions: readonly number[]): PageFinding {
  const { rule, id, severity, message, fix, location, property, constructPath, logicalId } = finding;
  return {
    rule: rules.indexOf(rule),
    id,
    severity,
    remark: message.startsWith(rule.title) ? message.slice(rule.title.length).replace(/^; /, '') : message,
    place: (constructPath ?? logicalId).replace(/\/Resource$/, ''),
    property,
    ...(fix === undefined ? {} : { fix }),
    source: location.line === undefined ? location.file : `${location.file}:${location.line}`,
    functions,
  };
}

function pageFunction(fn: InventoriedFunction, byKey: ReadonlyMap<string, number>): PageFunction {
  const positions = (ids: readonly string[]) => ids.flatMap(id => {
    const at = id.lastIndexOf(' at ');
    return byKey.get(`${id}\n${fn.id}`) ?? byKey.get(`${id.slice(0, at)}\n${id.slice(at + 4)}`) ?? [];
  });
  return {
    ...fn,
    protection: ALL.map(weakness => {
      const { slices, findings, accepted } = fn.protection[weakness];
      return { slices, findings: positions(findings), accepted: accepted.length };
    }),
  };
}

/** How much of what could protect a function does; those that nobody here can change come last. */
function score({ protection, cdkManaged }: PageFunction): number {
  const parts = protection.map(({ slices }) => {
    const states = Object.values(slices);
    return states.filter(state => state === 'present').length / states.length;
  });
  return parts.reduce((sum, part) => sum + part, cdkManaged ? 1000 : 0);
}

function functionsByFinding(functions: readonly PageFunction[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  functions.forEach(({ protection }, index) => {
    for (const finding of new Set(protection.flatMap(({ findings }) => findings))) {
      const known = found.get(finding);
      if (known === undefined) found.set(finding, [index]);
      else known.push(index);
    }
  });
  return found;
}

function acceptedFindings(findings: readonly ReportedFinding[]): readonly PageAccepted[] {
  return findings.flatMap(({ id, constructPath, logicalId, acknowledged }) => {
    if (acknowledged === undefined) return [];
    const expires = expiryOf(acknowledged.reason);
    const accepted = { kind: 'finding', what: id, place: constructPath ?? logicalId, reason: reasonWithoutExpiry(acknowledged.reason) } as const;
    return [expires === undefined ? accepted : { ...accepted, expires }];
  });
}

/** Measures that were opted out of, and places where the guard lets pass what it would refuse. */
function acceptedOn({ name, ledger, guard }: InventoriedFunction): readonly PageAccepted[] {
  const optOuts = ledger.filter(({ state }) => state === 'optedOut')
    .map(({ measure, reason, expires }) => ({ kind: 'measure', what: measure, place: name, reason, ...(expires === undefined ? {} : { expires }) } as const));
  const exemptions = guard.exemptions.map(({ detector, sink, route, parameter, reason = '', expires }) => ({
    kind: 'exemption', what: [detector, sink, route, parameter].filter(Boolean).join(', '), place: name, reason, ...(expires === undefined ? {} : { expires }),
  } as const));
  return [...optOuts, ...exemptions];
}

/** Every text below a value with what nobody sees written out. */
function inert<T>(value: T): T {
  if (typeof value === 'string') return visible(value) as T;
  if (Array.isArray(value)) return value.map(inert) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [visible(key), inert(inner)])) as T;
}
