import { attributeOfClass, attributeOfInstance } from './classes';
import type { Evaluator } from './evaluator';
import { exportOf } from './imports';
import { atLeastOne, NOTHING, text, UNKNOWN, UNKNOWN_VALUES, type Value } from './value';
import { literalOf } from '../../text';
import { guessed, guessedOfPackage } from '../boto3/guesses';
import { attributeOfResource } from '../boto3/resource-objects';
import type { Addition } from '../syntax/scope';

type Attributes = { readonly [K in Value['kind']]?: (value: Extract<Value, { kind: K }>, name: string, evaluator: Evaluator) => readonly Value[] };

/** What the attribute of each kind of value can be; of the kinds that are left out it is a method. */
const ATTRIBUTES: Attributes = {
  unknown: (_value, name) => guessed(name),
  nothing: () => UNKNOWN_VALUES,
  function: () => UNKNOWN_VALUES,
  event: (value, name) => METHODS.has(name) ? methodOf(value, name) : [{ kind: 'event', path: attributePath(value.path, name) }],
  module: ({ module }, name, evaluator) => exportOf(module, name, evaluator) ?? UNKNOWN_VALUES,
  package: (value, name, evaluator) => guessedOfPackage(value.name, name) ?? evaluator.project.memberOfPackage(value.name, name),
  class: (value, name, evaluator) => attributeOfClass(value.node, name, value, evaluator),
  instance: attributeOfInstance,
  client: (value, name) => name === 'meta' ? [value] : methodOf(value, name),
  resource: attributeOfResource,
  merged: attributeOfDict,
  record: attributeOfDict,
  // A member of an enumeration is its value.
  text: (value, name) => name === 'value' ? [value] : methodOf(value, name),
};

/** What `value.name` can be. */
export function attribute(value: Value, name: string, evaluator: Evaluator): readonly Value[] {
  const read = ATTRIBUTES[value.kind] as ((of: Value, name: string, evaluator: Evaluator) => readonly Value[]) | undefined;
  return read === undefined ? methodOf(value, name) : read(value, name, evaluator);
}

function methodOf(on: Value, name: string): readonly Value[] {
  return [{ kind: 'method', on, name }];
}

/** Namespaces are read as dicts are. */
function attributeOfDict(value: Value, name: string, evaluator: Evaluator): readonly Value[] {
  return METHODS_OF_DICTS.has(name) ? methodOf(value, name) : item(value, name, evaluator);
}

const METHODS_OF_DICTS: ReadonlySet<string> = new Set(['get', 'items', 'keys', 'values', 'pop', 'setdefault', 'copy', 'update']);

/** Methods of dicts, lists and texts, which what came with the event may be. */
const METHODS: ReadonlySet<string> = new Set([
  ...METHODS_OF_DICTS, 'strip', 'lstrip', 'rstrip', 'lower', 'upper', 'split', 'rsplit', 'replace', 'encode', 'decode', 'format', 'join', 'startswith', 'endswith', 'partition',
  'rpartition', 'read', 'append', 'sort', 'index', 'count', 'isdigit', 'title', 'removeprefix', 'removesuffix',
]);

/** How the data classes of Powertools name what the event has by another name. */
const DATA_CLASSES: Readonly<Record<string, string>> = {
  records: 'Records',
  record: 'Records[]',
  json_body: 'body{}',
  bucket_name: 'Records[].s3.bucket.name',
  object_key: 'Records[].s3.object.key',
  get_object: 'object',
  new_image: 'NewImage',
  old_image: 'OldImage',
};

function attributePath(path: string, name: string): string {
  if (name === 'raw_event' || name === 'event') return path;
  const written = Object.hasOwn(DATA_CLASSES, name) ? DATA_CLASSES[name] ?? name : name.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase());
  return path === '' ? written : `${path}.${written}`;
}

/** What `value[key]` can be. */
export function item(value: Value, key: string, evaluator: Evaluator): readonly Value[] {
  switch (value.kind) {
    case 'environment': return [text([{ kind: 'env', name: key }])];
    case 'event': return [{ kind: 'event', path: itemPath(value.path, key) }];
    case 'dict': return itemOfDict(value, key, evaluator);
    case 'record': return withAdded(value.members.get(key), value.added, key, evaluator);
    case 'merged': return itemOfLayers(value.layers, key, evaluator);
    case 'list': return itemOfList(value, key, evaluator);
    case 'nothing': return [NOTHING];
    default: return UNKNOWN_VALUES;
  }
}

function itemPath(path: string, key: string): string {
  if (/^-?\d+$/.test(key)) return path.endsWith('[]') ? path : `${path}[]`;
  return path === '' ? key : `${path}.${key}`;
}

type DictValue = Extract<Value, { kind: 'dict' }>;

function itemOfDict({ node, frame, added }: DictValue, key: string, evaluator: Evaluator): readonly Value[] {
  const behind: Value[] = [];
  let written: readonly Value[] | undefined;
  let isOpen = false;
  for (const entry of [...node.entries].reverse()) {
    if (entry.key === undefined) {
      // What is spread may have the key, and else what stands before it counts.
      behind.push(...evaluator.evaluate(entry.value, frame).flatMap(value => evaluator.item(value, key)).filter(({ kind }) => kind !== 'nothing'));
      continue;
    }
    const name = evaluator.literalText(entry.key, frame);
    isOpen ||= name === undefined;
    if (name !== key) continue;
    written = evaluator.evaluate(entry.value, frame);
    break;
  }
  const found = written === undefined ? atLeastOne(behind) : [...written, ...behind.filter(({ kind }) => kind !== 'unknown')];
  // A key that is computed may be the one.
  return withAdded(found ?? (isOpen ? itemsOf({ kind: 'dict', node, frame }, evaluator) : undefined), added, key, evaluator);
}

function withAdded(written: readonly Value[] | undefined, added: readonly Addition[] = [], key: string, evaluator: Evaluator): readonly Value[] {
  const later = added.flatMap(addition => {
    if (addition.key === key) return evaluator.valuesOfSource(addition.source);
    return addition.key === '**' ? evaluator.valuesOfSource(addition.source).flatMap(value => evaluator.item(value, key)).filter(({ kind }) => kind !== 'nothing') : [];
  });
  if (later.length === 0) return written ?? [NOTHING];
  return [...(written ?? []).filter(value => !isPlaceholder(value)), ...later];
}

/** What stands for a value that is assigned later: `None`, an empty text. */
export function isPlaceholder(value: Value): boolean {
  return value.kind === 'nothing' || value.kind === 'text' && literalOf(value.text) === '';
}

function itemOfLayers(layers: ReadonlyArray<readonly Value[]>, key: string, evaluator: Evaluator): readonly Value[] {
  for (const layer of [...layers].reverse()) {
    const found = layer.flatMap(value => evaluator.item(value, key)).filter(({ kind }) => kind !== 'nothing');
    if (found.length > 0) return found;
  }
  return [NOTHING];
}

function itemOfList(list: Extract<Value, { kind: 'list' }>, key: string, evaluator: Evaluator): readonly Value[] {
  if (list.fixed === undefined || list.fixed.some(({ type }) => type === 'starred')) return evaluator.itemsOf(list);
  const element = list.fixed.at(Number(key));
  return element === undefined ? UNKNOWN_VALUES : evaluator.evaluate(element, list.frame);
}

/** Any item of a value that is gone through. */
export function itemsOf(value: Value, evaluator: Evaluator): readonly Value[] {
  switch (value.kind) {
    case 'event': return [{ kind: 'event', path: value.path.endsWith('[]') ? value.path : `${value.path}[]` }];
    case 'list': return value.items();
    case 'collection': return [value.element];
    // Going through a dict gives its keys; what it is asked by gives its values.
    case 'dict': return [...value.node.entries.flatMap(({ value: entry }) => evaluator.evaluate(entry, value.frame)), ...(value.added ?? []).flatMap(({ source }) => evaluator.valuesOfSource(source))];
    case 'record': return [...value.members.values()].flat();
    default: return [UNKNOWN];
  }
}
