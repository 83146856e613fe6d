import type { Evaluator } from './evaluator';
import { exportOf } from './modules';
import { UNKNOWN, UNKNOWN_VALUES, NOTHING, text, type Value } from './value';
import { literalOf } from '../../text';
import { memberOfClientClass } from '../sdk/clients';
import { memberOfPackage } from '../sdk/packages';
import { keyOf } from '../syntax/patterns';
import type { Owner } from '../syntax/scope';

/** What the property of each kind of value can be; the kinds that are left out have none that is known. */
const MEMBERS: { readonly [K in Value['kind']]?: (value: Extract<Value, { kind: K }>, name: string, evaluator: Evaluator) => readonly Value[] } = {
  'class': ({ node, scope }, name, evaluator) => memberOfClass(scope.module.owners.get(node), name, evaluator),
  'client class': ({ client }, name) => [memberOfClientClass(client, name)],
  'environment': (_value, name) => [text([{ kind: 'env', name }])],
  'event': ({ path }, name) => [{ kind: 'event', path: memberPath(path, name) }],
  'instance': ({ owner }, name, evaluator) => memberOfInstance(owner, name, evaluator),
  'list': ({ items }, name) => /^\d+$/.test(name) ? [items()[Number(name)] ?? UNKNOWN] : UNKNOWN_VALUES,
  'merged': ({ layers }, name, evaluator) => memberOfLayers(layers, name, evaluator),
  'module': ({ module }, name, evaluator) => exportOf(module, name, evaluator),
  'object': memberOfObject,
  'package': ({ name: packageName }, name) => [memberOfPackage(packageName, name)],
  'process': (_value, name) => [name === 'env' ? { kind: 'environment' } : UNKNOWN],
};

/** What `value.name` can be. */
export function member(value: Value, name: string, evaluator: Evaluator): readonly Value[] {
  const read = MEMBERS[value.kind] as ((of: Value, name: string, evaluator: Evaluator) => readonly Value[]) | undefined;
  return read === undefined ? UNKNOWN_VALUES : read(value, name, evaluator);
}

/** Any item of a value that is gone through. */
export function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'event') return [{ kind: 'event', path: value.path.endsWith('[]') ? value.path : `${value.path}[]` }];
  return value.kind === 'list' ? value.items() : UNKNOWN_VALUES;
}

/** What `value[name]` can be where the name is not known: of an object that is written in one piece, any of its properties. */
export function anyMember(value: Value, evaluator: Evaluator): readonly Value[] {
  if (value.kind !== 'object' || value.added !== undefined) return evaluator.itemsOf(value);
  const values = value.node.properties.flatMap(property => property.type === 'SpreadElement' ? [UNKNOWN] : evaluator.evaluate(property.value, value.scope, value.frame));
  // Where one of them is not known, what is chosen is not.
  return values.some(({ kind }) => kind === 'unknown') ? UNKNOWN_VALUES : values;
}

function memberPath(path: string, name: string): string {
  if (/^\d+$/.test(name)) return path.endsWith('[]') ? path : `${path}[]`;
  return path === '' ? name : `${path}.${name}`;
}

type ObjectValue = Extract<Value, { kind: 'object' }>;

function memberOfObject(object: ObjectValue, name: string, evaluator: Evaluator): readonly Value[] {
  const written = writtenMember(object, name, evaluator);
  const added = object.added?.get(name);
  if (added === undefined) return written ?? [NOTHING];
  return [...(written ?? []).filter(value => !isPlaceholder(value)), ...evaluator.valuesOfSources(added)];
}

/** What stands for a value that is assigned later: `undefined`, `null`, an empty text. */
export function isPlaceholder(value: Value): boolean {
  return value.kind === 'nothing' || value.kind === 'text' && literalOf(value.text) === '';
}

/** The property that an object literal has by a name; the last one counts, and what was spread over it. */
function writtenMember({ node, scope, frame }: ObjectValue, name: string, evaluator: Evaluator): readonly Value[] | undefined {
  const behind: Value[] = [];
  for (const property of [...node.properties].reverse()) {
    if (property.type === 'SpreadElement') {
      // What is spread may have the property, and else what stands before it counts.
      for (const value of evaluator.evaluate(property.argument, scope, frame)) {
        const inner = evaluator.member(value, name);
        behind.push(...inner.filter(({ kind }) => kind !== 'nothing'));
        if (value.kind === 'environment') return inner;
      }
      continue;
    }
    const key = keyOf(property) ?? evaluator.literalText(property.key, scope, frame);
    if (key !== name) continue;
    const values = property.kind === 'get' ? UNKNOWN_VALUES : evaluator.evaluate(property.value, scope, frame);
    return [...values, ...behind.filter(({ kind }) => kind !== 'unknown')];
  }
  return behind.length > 0 ? behind : undefined;
}

function memberOfLayers(layers: ReadonlyArray<readonly Value[]>, name: string, evaluator: Evaluator): readonly Value[] {
  for (const layer of [...layers].reverse()) {
    const found = layer.flatMap(value => evaluator.member(value, name)).filter(({ kind }) => kind !== 'nothing');
    if (found.length > 0) return found;
  }
  return [NOTHING];
}

function memberOfInstance(owner: Owner, name: string, evaluator: Evaluator): readonly Value[] {
  // In a static method `this` is the class itself.
  const own = owner.fields.get(name) ?? owner.statics.get(name);
  if (own !== undefined) return evaluator.valuesOfSources(own);
  if (owner.node.type === 'ObjectExpression') return memberOfObject({ kind: 'object', node: owner.node, scope: owner.scope }, name, evaluator);
  if (!owner.superClass) return UNKNOWN_VALUES;
  return evaluator.evaluate(owner.superClass, owner.scope).flatMap(base => {
    const inherited = base.kind === 'class' ? base.scope.module.owners.get(base.node) : undefined;
    return inherited === undefined ? UNKNOWN_VALUES : memberOfInstance(inherited, name, evaluator);
  });
}

function memberOfClass(owner: Owner | undefined, name: string, evaluator: Evaluator): readonly Value[] {
  const own = owner?.statics.get(name);
  return own === undefined ? UNKNOWN_VALUES : evaluator.valuesOfSources(own);
}
