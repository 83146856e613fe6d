import type { Layer, Protection, SliceState } from './inventory';
import { type FunctionFacts, SLICES } from './slices';
import { idOf, sorted } from './texts';
import type { Resource } from '../../app-model/template';
import { type Severity, WEAKNESSES, type Weakness } from '../../checks/rule';

/** A finding as the inventory needs it. */
export interface InventoriedFinding {
  readonly id: string;
  readonly weakness: Weakness;
  readonly severity: Severity;
  readonly resource: Resource;
  readonly accepted: boolean;
}

export const ALL_WEAKNESSES = Object.keys(WEAKNESSES) as readonly Weakness[];

/** What stands between each weakness and a function, and the findings that are holes in it. */
export function protectionOf(fn: FunctionFacts, findings: readonly InventoriedFinding[], own: string): Readonly<Record<Weakness, Protection>> {
  return Object.fromEntries(ALL_WEAKNESSES.map(weakness => [weakness, protection(weakness, fn, findings, own)])) as Record<Weakness, Protection>;
}

function protection(weakness: Weakness, fn: FunctionFacts, all: readonly InventoriedFinding[], own: string): Protection {
  const findings = all.filter(finding => finding.weakness === weakness);
  const open = findings.filter(({ accepted }) => !accepted);
  const ids = (some: readonly InventoriedFinding[]) => sorted(some.map(({ id, resource }) => idOf(resource) === own ? id : `${id} at ${idOf(resource)}`));
  return {
    slices: { ...designSlice(fn, open), ...otherSlices(weakness, fn) },
    findings: ids(open),
    accepted: ids(findings.filter(({ accepted }) => accepted)),
  };
}

/** The checks judge what is in the app: of an imported function they know nothing. */
function designSlice({ kind }: FunctionFacts, open: readonly InventoriedFinding[]): Partial<Record<Layer, SliceState>> {
  if (kind === 'imported') return { design: 'unknown' };
  return { design: open.some(({ severity }) => severity !== 'info') ? 'absent' : 'present' };
}

function otherSlices(weakness: Weakness, fn: FunctionFacts): Partial<Record<Layer, SliceState>> {
  return Object.fromEntries(SLICES[weakness].slices.flatMap(({ layer, state }) => {
    const found = fn.kind === 'imported' ? 'unknown' : state(fn);
    return found === undefined ? [] : [[layer, found]];
  }));
}
