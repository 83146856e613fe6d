import { CHANGE_KINDS, CHANGE_LEVELS, type Change, type Comparison, type Found } from './change';
import { guardChanges } from './guard-changes';
import { reachChanges } from './reach-changes';
import { sliceChanges } from './slice-changes';
import type { InventoriedFunction, Inventory } from '../inventory/inventory';
import { byText, sorted } from '../inventory/texts';

type Pair = readonly [before: InventoriedFunction, after: InventoriedFunction];

const KINDS = Object.keys(CHANGE_KINDS);

/** What became of an app between two inventories. */
export function compareInventories(before: Inventory, after: Inventory): Comparison {
  const { pairs, added, removed } = matched(before.functions, after.functions);
  const changes = [
    ...added.map(fn => changeOf(fn, isUnguarded(fn) ? ['widened', 'function-added-unguarded', aboutFunction(fn)] : ['change', 'function-added', aboutFunction(fn)])),
    ...removed.map(fn => changeOf(fn, ['change', 'function-removed', []])),
    ...pairs.flatMap(([was, is]) => [...guardChanges(was, is), ...sliceChanges(was, is), ...reachChanges(was, is)]
      .filter(([, , items]) => items.length > 0).map(found => changeOf(is, found))),
  ];
  return { functions: { before: before.functions.length, after: after.functions.length }, changes: changes.sort(worstFirst) };
}

function changeOf({ id, name }: InventoriedFunction, [level, kind, items]: Found): Change {
  return { level, kind, function: id, name, items: sorted(items) };
}

/** Functions that CDK adds are nobody's to guard; of an imported one nothing is known. */
function isUnguarded({ guard, cdkManaged, kind }: InventoriedFunction): boolean {
  return !cdkManaged && kind !== 'imported' && guard.attached !== 'yes';
}

function aboutFunction({ runtime, triggers }: InventoriedFunction): readonly string[] {
  return [...runtime === undefined ? [] : [runtime], ...triggers.map(({ kind, name, callers }) => `${kind} ${name} for ${callers}`)];
}

/** The same function has the same id; one that moved into another stack, or was made anew, the same name. */
function matched(before: readonly InventoriedFunction[], after: readonly InventoriedFunction[]) {
  const byId = new Map(before.map(fn => [fn.id, fn]));
  const ids = new Set(after.map(({ id }) => id));
  const gone = new Map(before.filter(({ id }) => !ids.has(id)).map(fn => [fn.name, fn]));
  const pairs: Pair[] = [];
  const added: InventoriedFunction[] = [];
  const moved = new Set<InventoriedFunction>();
  for (const fn of after) {
    const was = byId.get(fn.id) ?? gone.get(fn.name);
    if (was === undefined || moved.has(was)) {
      added.push(fn);
      continue;
    }
    moved.add(was);
    pairs.push([was, fn]);
  }
  return { pairs, added, removed: before.filter(fn => !moved.has(fn)) };
}

function worstFirst(a: Change, b: Change): number {
  return CHANGE_LEVELS.indexOf(a.level) - CHANGE_LEVELS.indexOf(b.level) || byText(a.name, b.name) || byText(a.function, b.function)
    || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}
