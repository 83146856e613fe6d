import type { Verdict } from './verdicts';
import { expiryOf, reasonWithoutExpiry } from '../../checks/acknowledged-reason';
import { WEAKNESSES, type Weakness } from '../../checks/rule';
import { csvText, type Cell } from '../csv-text';
import { byText, nameOf } from '../inventory/texts';
import { remarkOf } from '../summary';

/** The columns, in order; what is added comes last. */
const COLUMNS: Readonly<Record<string, (verdict: Verdict, today: string) => Cell>> = {
  weakness: ({ rule }) => rule.weakness,
  rule: ({ rule }) => rule.id,
  title: ({ rule }) => rule.title,
  tier: ({ rule }) => rule.tier,
  severity: ({ rule, finding }) => finding?.severity ?? rule.severity,
  cwe: ({ rule }) => rule.cwe.join(' '),
  verdict: ({ kind }) => kind,
  finding: ({ finding }) => finding?.id,
  stack: ({ resource }) => resource.template.id,
  resource: ({ resource }) => resource.logicalId,
  type: ({ resource }) => resource.type,
  name: ({ resource }) => nameOf(resource),
  source: ({ finding }) => finding === undefined ? undefined : [finding.location.file, finding.location.line].filter(part => part !== undefined).join(':'),
  remark: ({ remark, finding }) => remark ?? (finding === undefined ? undefined : remarkOf(finding)),
  reason: ({ finding }) => finding?.acknowledged === undefined ? undefined : reasonWithoutExpiry(finding.acknowledged.reason),
  expires: ({ finding }) => finding?.acknowledged === undefined ? undefined : expiryOf(finding.acknowledged.reason),
  judged: (_, today) => today,
};

const ORDER = Object.keys(WEAKNESSES) as readonly Weakness[];

/** Evidence for auditors: every rule at every resource it judged, sorted, so that two of the same app are the same. */
export function toComplianceCsv(verdicts: readonly Verdict[], today: string): string {
  const columns = Object.values(COLUMNS);
  const rows = [...verdicts].sort(byPlace).map(verdict => columns.map(cell => cell(verdict, today)));
  return csvText([Object.keys(COLUMNS), ...rows]);
}

function byPlace(a: Verdict, b: Verdict): number {
  return ORDER.indexOf(a.rule.weakness) - ORDER.indexOf(b.rule.weakness) || byText(a.rule.id, b.rule.id)
    || byText(a.resource.key, b.resource.key) || byText(a.finding?.id ?? '', b.finding?.id ?? '') || byText(a.remark ?? '', b.remark ?? '');
}
