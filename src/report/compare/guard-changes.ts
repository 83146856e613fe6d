import type { Found } from './change';
import { differences } from './differences';
import { DETECTORS, GUARD_MODES, type PolicyExemption } from '../../contract/policy';
import type { InventoriedFunction, InventoriedGuard, SliceState } from '../inventory/inventory';
import { detectorState } from '../inventory/slices';

const STATES: readonly SliceState[] = ['absent', 'unknown', 'reports', 'present'];

/** What became of the guard of a function, and of the measures that were set on it. */
export function guardChanges({ guard: was, ledger: before }: InventoriedFunction, { guard: is, ledger: after }: InventoriedFunction): readonly Found[] {
  const set = (ledger: InventoriedFunction['ledger']) => ledger.filter(({ state }) => state === 'set' || state === 'kept').map(({ measure }) => measure);
  const measures = differences(set(before), set(after));
  const reasonOf = (measure: string) => after.find(entry => entry.measure === measure);
  const why = (measure: string) => [measure, reasonOf(measure)?.reason].filter(Boolean).join(': ');
  return [
    ...attachment(was, is),
    ['loss', 'measures-lost', measures.removed.map(why)],
    ['gain', 'measures-added', measures.added],
  ];
}

function attachment(was: InventoriedGuard, is: InventoriedGuard): readonly Found[] {
  if (was.attached === 'yes' && is.attached !== 'yes') return [['loss', 'guard-lost', [`attached: ${was.attached} → ${is.attached}`]]];
  if (is.attached === 'yes' && was.attached !== 'yes') return [['gain', 'guard-added', [`attached: ${was.attached} → ${is.attached}`]]];
  const exemptions = differences(was.exemptions.map(describeExemption), is.exemptions.map(describeExemption));
  const declared = differences(was.declares, is.declares);
  return [
    ...modes(was, is),
    ...detectors(was, is),
    ['loss', 'exemptions-added', exemptions.added],
    ['gain', 'exemptions-removed', exemptions.removed],
    ['loss', 'declarations-lost', declared.removed],
    ['gain', 'declarations-added', declared.added],
  ];
}

function modes({ mode: was = 'block' }: InventoriedGuard, { mode: is = 'block' }: InventoriedGuard): readonly Found[] {
  const items = was === is ? [] : [`${was} → ${is}`];
  return [GUARD_MODES.indexOf(is) < GUARD_MODES.indexOf(was) ? ['loss', 'mode-weakened', items] : ['gain', 'mode-strengthened', items]];
}

/** Each by itself: what the mode of the whole guard changes is told once. */
function detectors(was: InventoriedGuard, is: InventoriedGuard): readonly Found[] {
  const moved = DETECTORS.map(name => ({ name, was: detectorState({ ...was, mode: 'block' }, name), is: detectorState({ ...is, mode: 'block' }, name) }));
  const told = (some: typeof moved) => some.map(({ name, ...states }) => `${name}: ${MODES[states.was]} → ${MODES[states.is]}`);
  return [
    ['loss', 'detectors-weakened', told(moved.filter(one => STATES.indexOf(one.is) < STATES.indexOf(one.was)))],
    ['gain', 'detectors-strengthened', told(moved.filter(one => STATES.indexOf(one.is) > STATES.indexOf(one.was)))],
  ];
}

const MODES: Readonly<Record<SliceState, string>> = { present: 'block', reports: 'report', absent: 'off', unknown: 'unknown' };

function describeExemption({ detector, sink, route, parameter, reason, expires }: PolicyExemption): string {
  const what = [detector, sink, route, parameter].filter(Boolean).join(', ') || 'everything';
  return `${what}${reason === undefined ? '' : `: ${reason}`}${expires === undefined ? '' : ` (expires ${expires})`}`;
}
