import type { Evaluator } from './evaluator';
import { text, UNKNOWN_VALUES, type Value } from './value';
import { literalOf } from '../../text';
import type { ClassNode, Expression, FunctionNode } from '../syntax/tree';

/** Classes above classes. */
const MAX_BASES = 8;

type InstanceValue = Extract<Value, { kind: 'instance' }>;

/** What `instance.name` can be: what methods give to it, its class and that one's bases. */
export function attributeOfInstance(instance: InstanceValue, name: string, evaluator: Evaluator): readonly Value[] {
  const { node } = instance;
  for (const owner of withBases(node, evaluator)) {
    const fields = owner.fields.get(name);
    if (fields !== undefined) {
      // What a class gives itself stands in for what its methods give later.
      const beside = owner.body.named(name)?.sources ?? [];
      return evaluator.valuesOfSources([...beside, ...fields], instance.frame);
    }
    const made = madeField(owner, instance, name, evaluator);
    if (made !== undefined) return made;
    const own = owner.body.named(name)?.sources;
    if (own !== undefined) return bound(evaluator.valuesOfSources(own), instance, evaluator);
  }
  const later = evaluator.attribute({ kind: 'class', node }, '__getattr__').some(({ kind }) => kind === 'function');
  return later ? UNKNOWN_VALUES : settingOf(node, name, evaluator) ?? UNKNOWN_VALUES;
}

/** What `Class.name` can be. */
export function attributeOfClass(node: ClassNode, name: string, self: Value, evaluator: Evaluator): readonly Value[] {
  for (const owner of withBases(node, evaluator)) {
    const own = owner.body.named(name)?.sources;
    const values = own === undefined ? [] : evaluator.valuesOfSources(own);
    if (own !== undefined) return values.map(value => value.kind === 'function' && isDecorated(value.node, 'classmethod') ? { ...value, self } : value);
    const fields = owner.fields.get(name);
    if (fields !== undefined) return evaluator.valuesOfSources(fields);
  }
  return UNKNOWN_VALUES;
}

/** Methods know what they are called on; properties are what they return. */
function bound(values: readonly Value[], self: InstanceValue, evaluator: Evaluator): readonly Value[] {
  return values.flatMap<Value>(value => {
    if (value.kind !== 'function' || value.node.owner === undefined || isDecorated(value.node, 'staticmethod')) return [value];
    const method: Value = { ...value, self: isDecorated(value.node, 'classmethod') ? { kind: 'class', node: self.node } : self };
    if (!isProperty(value.node)) return [method];
    return evaluator.returned(value.node, { fn: value.node, parameters: [[self]], outer: self.frame, depth: (self.frame?.depth ?? 0) + 1 });
  });
}

/** A class and those that it extends, nearest first. */
export function withBases(node: ClassNode, evaluator: Evaluator): readonly ClassNode[] {
  const found: ClassNode[] = [node];
  for (let i = 0; i < found.length && i < MAX_BASES; i += 1) {
    for (const base of found[i]?.bases ?? []) {
      for (const value of evaluator.evaluate(base)) if (value.kind === 'class' && !found.includes(value.node)) found.push(value.node);
    }
  }
  return found;
}

/** The packages' classes that a class extends. */
export function foreignBases(node: ClassNode, evaluator: Evaluator): readonly string[] {
  return withBases(node, evaluator).flatMap(({ bases }) => bases.flatMap(base => evaluator.evaluate(base)).flatMap(value => value.kind === 'package' ? [value.name] : []));
}

export function constructorOf(node: ClassNode, evaluator: Evaluator): FunctionNode {
  for (const owner of withBases(node, evaluator)) {
    const [source] = owner.body.named('__init__')?.sources ?? [];
    if (source?.kind === 'function') return source.node;
  }
  return fieldsConstructor(node, evaluator);
}

const constructors = new WeakMap<ClassNode, FunctionNode>();

/** The constructor that a dataclass, a named tuple or a model of pydantic has by its fields. */
function fieldsConstructor(node: ClassNode, evaluator: Evaluator): FunctionNode {
  const known = constructors.get(node);
  if (known !== undefined) return known;
  const fields = [...withBases(node, evaluator)].reverse().flatMap(({ annotated }) => [...annotated]);
  const made: FunctionNode = {
    name: '__init__',
    parameters: [{ name: 'self', kind: 'plain' }, ...fields.map(([name, { value }]) => ({ name, kind: 'plain', otherwise: value === undefined ? undefined : defaultOf(value) }) as const)],
    decorators: [],
    returns: [],
    isGenerator: false,
    owner: node,
    scope: node.body,
    start: node.start,
  };
  constructors.set(node, made);
  return made;
}

/** A field that the constructor of a dataclass was given. */
function madeField(owner: ClassNode, { node, frame }: InstanceValue, name: string, evaluator: Evaluator): readonly Value[] | undefined {
  if (!owner.annotated.has(name)) return undefined;
  const setting = settingOf(node, name, evaluator);
  if (setting !== undefined) return setting;
  const fn = constructors.get(node);
  const position = fn?.parameters.findIndex(parameter => parameter.name === name) ?? -1;
  if (fn !== undefined && frame?.fn === fn && position >= 0) return evaluator.valuesOfSource({ kind: 'parameter', fn, position, place: { start: 0, scope: node.body, block: { isLoop: false } } }, frame);
  const value = owner.annotated.get(name)?.value;
  const otherwise = value === undefined ? undefined : defaultOf(value);
  return otherwise === undefined ? undefined : evaluator.evaluate(otherwise);
}

/** `field(default=…)`, `field(default_factory=lambda: …)`, `Field(default=…)`. */
function defaultOf(value: Expression): Expression | undefined {
  if (value.type !== 'call' || !/^field$/i.test(nameOf(value.callee))) return value;
  const factory = value.keywords.get('default_factory');
  if (factory !== undefined) return { type: 'call', callee: factory, positional: [], keywords: new Map(), spread: [], place: value.place };
  return value.keywords.get('default') ?? value.positional[0];
}

/** A field of pydantic's settings: the environment's variable of its name. */
function settingOf(node: ClassNode, name: string, evaluator: Evaluator): readonly Value[] | undefined {
  if (!foreignBases(node, evaluator).some(base => /\bBaseSettings$/.test(base))) return undefined;
  const owner = withBases(node, evaluator).find(({ annotated }) => annotated.has(name));
  if (owner === undefined) return undefined;
  const value = owner.annotated.get(name)?.value;
  const written = value?.type === 'call' ? value.keywords.get('env') ?? value.keywords.get('alias') ?? value.keywords.get('validation_alias') : undefined;
  const variable = written === undefined ? `${prefixOf(owner, evaluator)}${name}`.toUpperCase() : evaluator.literalText(written);
  if (variable === undefined) return UNKNOWN_VALUES;
  const setting = [text([{ kind: 'env', name: variable }])];
  const otherwise = value === undefined ? undefined : defaultOf(value);
  return otherwise === undefined ? setting : evaluator.orElse(setting, evaluator.evaluate(otherwise));
}

function prefixOf(node: ClassNode, evaluator: Evaluator): string {
  const [config] = evaluator.valuesOfSources(node.body.named('model_config')?.sources ?? []);
  const [inner] = evaluator.valuesOfSources(node.body.named('Config')?.sources ?? []);
  const [found] = config !== undefined ? evaluator.item(config, 'env_prefix') : inner !== undefined ? evaluator.attribute(inner, 'env_prefix') : [];
  return found?.kind === 'text' ? literalOf(found.text) ?? '' : '';
}

export function isDecorated({ decorators }: FunctionNode, name: string): boolean {
  return decorators.some(decorator => decoratorName(decorator) === name);
}

function isProperty({ decorators }: FunctionNode): boolean {
  return decorators.some(decorator => /(^|_)property$/.test(decoratorName(decorator)));
}

function decoratorName(node: Expression): string {
  return node.type === 'call' ? nameOf(node.callee) : nameOf(node);
}

function nameOf(node: Expression): string {
  return node.type === 'name' || node.type === 'member' ? node.name : '';
}
