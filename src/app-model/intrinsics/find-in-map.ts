import type { Intrinsic } from '../evaluate';
import { asObject, isObject, own } from '../json';
import { literalText, UNKNOWN, type Possibility } from '../value';

/** Every leaf that the keys can select: all of them where a key (the region, mostly) is not known. */
export const evaluateFindInMap: Intrinsic = (argument, scope, evaluate) => {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') return [{ value: UNKNOWN, when: scope.when }];
  const mapping = own(asObject(scope.template.body.Mappings), argument[0]);
  if (!isObject(mapping)) return [{ value: UNKNOWN, when: scope.when }];
  const leaves = select([mapping], evaluate(argument[1], scope))
    .flatMap(rows => select([rows], evaluate(argument[2], scope)));
  const fallback = asObject(argument[3]).DefaultValue;
  const all = [...new Set(leaves), ...(fallback === undefined ? [] : [fallback])];
  return all.length === 0 ? [{ value: UNKNOWN, when: scope.when }] : all.flatMap(leaf => evaluate(leaf, scope));
};

function select(tables: readonly unknown[], keys: readonly Possibility[]): readonly unknown[] {
  return tables.map(asObject).flatMap(table => {
    const names = keys.map(({ value }) => literalText(value));
    if (names.includes(undefined)) return Object.values(table);
    return names.flatMap(name => name !== undefined && Object.hasOwn(table, name) ? [table[name]] : []);
  });
}
