/**
 * How a change counts.
 *
 * `loss`: less protects a function than before. `widened`: more can reach a function, or a function can reach more. `change`: what is
 * there is another thing. `gain`: more protects, or less can reach.
 */
export const CHANGE_LEVELS = ['loss', 'widened', 'change', 'gain'] as const;
export type ChangeLevel = (typeof CHANGE_LEVELS)[number];

/** What can change of an app, with what people read; ids are forever. */
export const CHANGE_KINDS = {
  'function-added': 'a new function',
  'function-added-unguarded': 'a new function without the guard',
  'function-removed': 'the function is gone',
  'guard-lost': 'the guard is gone',
  'guard-added': 'the guard is there',
  'mode-weakened': 'the guard\'s mode does less',
  'mode-strengthened': 'the guard\'s mode does more',
  'detectors-weakened': 'detectors do less',
  'detectors-strengthened': 'detectors do more',
  'exemptions-added': 'the guard lets pass more',
  'exemptions-removed': 'exemptions of the guard are gone',
  'declarations-lost': 'the guard no longer knows what was declared',
  'declarations-added': 'more is declared to the guard',
  'measures-lost': 'measures are no longer set',
  'measures-added': 'measures are set',
  'slices-lost': 'slices are gone',
  'slices-added': 'slices are there',
  'findings-added': 'new findings',
  'findings-removed': 'findings are gone',
  'findings-accepted': 'findings were accepted',
  'alarms-lost': 'alarms are gone',
  'alarms-added': 'new alarms',
  'permissions-added': 'new permissions',
  'permissions-removed': 'permissions are gone',
  'conditions-lost': 'permissions hold without their condition',
  'policies-added': 'new managed policies',
  'policies-removed': 'managed policies are gone',
  'role-shared': 'the role is shared with more functions',
  'boundary-lost': 'the permissions boundary is gone',
  'triggers-added': 'new triggers',
  'triggers-removed': 'triggers are gone',
  'callers-widened': 'triggers let in more callers',
  'callers-narrowed': 'triggers let in fewer callers',
  'layers-added': 'new layers',
  'layers-removed': 'layers are gone',
  'runtime-changed': 'another runtime',
} as const;
export type ChangeKind = keyof typeof CHANGE_KINDS;

/** One thing that is not as it was, of one function. */
export interface Change {
  readonly level: ChangeLevel;
  readonly kind: ChangeKind;
  /** The function's id in the inventory that has it; in the new one where both have. */
  readonly function: string;
  /** Its name for people. */
  readonly name: string;
  /** What exactly; sorted. */
  readonly items: readonly string[];
}

/** What a part of the comparison finds of one function; nothing where there are no items. */
export type Found = readonly [level: ChangeLevel, kind: ChangeKind, items: readonly string[]];

/** What a comparison found. */
export interface Comparison {
  /** How many functions either inventory has. */
  readonly functions: { readonly before: number; readonly after: number };
  /** The worst first. */
  readonly changes: readonly Change[];
}
