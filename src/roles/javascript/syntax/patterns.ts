import type { Expression, Pattern, Property, AssignmentProperty, RestElement } from 'acorn';
import type { Path } from './scope';

/** A name that a pattern declares, with the way to its value from what is taken apart. */
export interface Declared {
  readonly name: string;
  readonly path: Path;
  readonly otherwise?: Expression;
}

/** The names in `x`, `{ a, b: { c = 1 } }`, `[first, ...rest]`. */
export function declaredIn(pattern: Pattern, path: Path = [], otherwise?: Expression): readonly Declared[] {
  switch (pattern.type) {
    case 'Identifier': return [{ name: pattern.name, path, otherwise }];
    case 'AssignmentPattern': return declaredIn(pattern.left, path, pattern.right);
    case 'ArrayPattern': return pattern.elements.flatMap((element, position) => element === null ? [] : inElement(element, path, position));
    case 'ObjectPattern': return pattern.properties.flatMap(property => inProperty(property, path));
    // `...rest` holds what the others left.
    case 'RestElement': return declaredIn(pattern.argument, path);
    default: return [];
  }
}

function inElement(element: Pattern, path: Path, position: number): readonly Declared[] {
  return element.type === 'RestElement' ? declaredIn(element.argument, path) : declaredIn(element, [...path, `[${position}]`]);
}

function inProperty(property: AssignmentProperty | RestElement, path: Path): readonly Declared[] {
  if (property.type === 'RestElement') return declaredIn(property.argument, path);
  const key = keyOf(property);
  return key === undefined ? [] : declaredIn(property.value, [...path, key]);
}

/** The name of a property, where it is written and not computed. */
export function keyOf(property: Pick<Property | AssignmentProperty, 'key' | 'computed'>): string | undefined {
  const { key, computed } = property;
  if (key.type === 'Identifier') return computed ? undefined : key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}
