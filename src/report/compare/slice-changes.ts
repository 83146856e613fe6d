import type { Found } from './change';
import { differences } from './differences';
import type { InventoriedFunction, Layer, SliceState } from '../inventory/inventory';
import { ALL_WEAKNESSES } from '../inventory/protection';

const STATES: readonly SliceState[] = ['absent', 'unknown', 'reports', 'present'];
const LAYERS: Readonly<Record<Layer, string>> = { design: 'template', default: 'default', runtime: 'run time', alarm: 'alarm' };

/** What became of the slices of a function, of the findings against it, and of its alarms. */
export function sliceChanges(was: InventoriedFunction, is: InventoriedFunction): readonly Found[] {
  const slices = ALL_WEAKNESSES.flatMap(weakness => (Object.keys(LAYERS) as Layer[]).flatMap(layer => {
    const before = was.protection[weakness].slices[layer];
    const after = is.protection[weakness].slices[layer];
    // A slice that a function has no need of, any more or yet, is neither lost nor won.
    if (before === undefined || after === undefined || before === after) return [];
    return [{ isLost: STATES.indexOf(after) < STATES.indexOf(before), text: `${weakness} ${LAYERS[layer]}: ${before} → ${after}` }];
  }));
  const of = (fn: InventoriedFunction, list: 'findings' | 'accepted') => ALL_WEAKNESSES.flatMap(weakness => fn.protection[weakness][list]);
  const findings = differences(of(was, 'findings'), of(is, 'findings'));
  const accepted = differences(of(was, 'accepted'), of(is, 'accepted')).added;
  const alarms = differences(was.alarms, is.alarms);
  return [
    ['loss', 'slices-lost', slices.filter(({ isLost }) => isLost).map(({ text }) => text)],
    ['gain', 'slices-added', slices.filter(({ isLost }) => !isLost).map(({ text }) => text)],
    ['widened', 'findings-added', findings.added],
    ['gain', 'findings-removed', findings.removed.filter(id => !accepted.includes(id))],
    ['change', 'findings-accepted', accepted],
    ['loss', 'alarms-lost', alarms.removed],
    ['gain', 'alarms-added', alarms.added],
  ];
}
