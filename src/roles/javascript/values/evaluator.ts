import type { Expression, Identifier, LogicalExpression, MemberExpression, SpreadElement, Super, TemplateLiteral } from 'acorn';
import { joined, literal, literalOf, type Text } from '../../text';
import type { Project } from '../project';
import { construct, resultOf } from './calls';
import { isPlaceholder, itemsOf, member } from './members';
import { valuesOfImport } from './modules';
import { valuesOfParameter } from './parameters';
import { alternatives, NOTHING, text, textOf, UNKNOWN, UNKNOWN_VALUES, type Frame, type Value } from './value';
import { bundledCommand } from '../sdk/bundled';
import { memberName } from '../syntax/assignments';
import type { Binding, ClassNode, FunctionNode, Scope, Source } from '../syntax/scope';

/** Expressions inside of expressions, names behind names: past this depth nothing is known. */
const MAX_DEPTH = 80;
/** No call of an SDK is further than this from what it is given. */
const MAX_STEPS = 5000;

/**
 * Says what expressions can be, as far as a file's text tells: names are followed to what they were given, parameters to
 * the arguments of calls, results to what functions return. Never runs anything, never throws.
 */
export class Evaluator {
  private readonly known = new Map<Expression, readonly Value[]>();
  /** What is being evaluated; asked again meanwhile, it is a circle. */
  private readonly open = new Set<unknown>();
  private depth = 0;
  /** What is left for the question that was asked from outside. */
  private stepsLeft = 0;

  public constructor(public readonly project: Project) {}

  /** Every value that an expression can have. */
  public evaluate(node: Expression | SpreadElement | Super, scope: Scope, frame?: Frame): readonly Value[] {
    if (node.type === 'SpreadElement' || node.type === 'Super') return UNKNOWN_VALUES;
    const known = frame === undefined ? this.known.get(node) : undefined;
    if (known !== undefined) return known;
    // In a circle nothing is added to what else is known: `x = x.next`.
    if (this.open.has(node)) return [];
    this.open.add(node);
    const values = this.deeper(() => this.evaluateOnce(node, scope, frame));
    this.open.delete(node);
    if (values.length > 0 && frame === undefined) this.known.set(node, values);
    return values;
  }

  /** Goes one step further, as far as there are any left; from outside, what is empty is not known. */
  public deeper(step: () => readonly Value[]): readonly Value[] {
    if (this.depth === 0) this.stepsLeft = MAX_STEPS;
    this.stepsLeft -= 1;
    if (this.depth > MAX_DEPTH || this.stepsLeft < 0 || !this.project.takeStep()) return UNKNOWN_VALUES;
    this.depth += 1;
    const values = alternatives(step());
    this.depth -= 1;
    return this.depth === 0 && values.length === 0 ? UNKNOWN_VALUES : values;
  }

  private evaluateOnce(node: Expression, scope: Scope, frame: Frame | undefined): readonly Value[] {
    switch (node.type) {
      case 'Literal': return [typeof node.value === 'string' || typeof node.value === 'number' ? text(literal(String(node.value))) : node.value === null ? NOTHING : UNKNOWN];
      case 'TemplateLiteral': return this.template(node, scope, frame);
      case 'Identifier': return this.identifier(node, scope, frame);
      case 'MemberExpression': return this.memberExpression(node, scope, frame);
      case 'ObjectExpression': return [{ kind: 'object', node, scope, frame }];
      case 'ArrayExpression': return [{ kind: 'list', items: () => this.itemsOfArray(node.elements, scope, frame) }];
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': return [{ kind: 'function', node, scope, frame }];
      case 'ClassExpression': return this.classValue(node, scope);
      case 'CallExpression': return resultOf(node, scope, frame, this);
      case 'NewExpression': return construct(node, scope, frame, this);
      case 'ThisExpression': return scope.owner === undefined ? UNKNOWN_VALUES : [{ kind: 'instance', owner: scope.owner }];
      default: return this.operation(node, scope, frame);
    }
  }

  private operation(node: Expression, scope: Scope, frame: Frame | undefined): readonly Value[] {
    switch (node.type) {
      case 'ChainExpression':
      case 'ParenthesizedExpression': return this.evaluate(node.expression, scope, frame);
      case 'AwaitExpression': return this.evaluate(node.argument, scope, frame);
      case 'AssignmentExpression': return this.evaluate(node.right, scope, frame);
      case 'SequenceExpression': return this.evaluate(node.expressions.at(-1) ?? node, scope, frame);
      case 'ConditionalExpression': return [...this.evaluate(node.consequent, scope, frame), ...this.evaluate(node.alternate, scope, frame)];
      case 'LogicalExpression': return this.logical(node, scope, frame);
      case 'BinaryExpression':
        if (node.operator !== '+' || node.left.type === 'PrivateIdentifier') return UNKNOWN_VALUES;
        return this.concatenated([this.evaluate(node.left, scope, frame), this.evaluate(node.right, scope, frame)]);
      case 'ImportExpression': {
        const [specifier] = this.evaluate(node.source, scope, frame);
        return specifier?.kind === 'text' ? valuesOfImport(specifier.text, '*', scope, this) : UNKNOWN_VALUES;
      }
      default: return UNKNOWN_VALUES;
    }
  }

  private template({ quasis, expressions }: TemplateLiteral, scope: Scope, frame: Frame | undefined): readonly Value[] {
    return this.concatenated(quasis.flatMap((quasi, position) => {
      const expression = expressions[position];
      const piece: readonly Value[] = [text(literal(quasi.value.cooked ?? ''))];
      return expression === undefined ? [piece] : [piece, this.evaluate(expression, scope, frame)];
    }));
  }

  /** Every text that pieces make, each of which can be one of several. */
  public concatenated(pieces: ReadonlyArray<readonly Value[]>): readonly Value[] {
    let texts: readonly Text[] = [[]];
    for (const piece of pieces) {
      texts = texts.flatMap(before => piece.map(value => joined([before, textOf(value)])));
      if (texts.length > 16) return UNKNOWN_VALUES;
    }
    return texts.map(text);
  }

  /** `process.env.TABLE || 'orders'` is the variable, with what stands in for it. */
  private logical(node: LogicalExpression, scope: Scope, frame: Frame | undefined): readonly Value[] {
    const right = this.evaluate(node.right, scope, frame);
    if (node.operator === '&&') return right;
    const left = this.evaluate(node.left, scope, frame);
    return this.orElse(left, right);
  }

  /** A value, or another where it is missing. */
  public orElse(values: readonly Value[], others: readonly Value[]): readonly Value[] {
    const [value] = values;
    const part = value?.kind === 'text' && values.length === 1 && value.text.length === 1 ? value.text[0] : undefined;
    if (part?.kind === 'literal' && part.text !== '') return values;
    if (part?.kind === 'env') return [text([{ ...part, fallback: part.fallback ?? textOf(others[0] ?? UNKNOWN) }])];
    return [...values.filter(({ kind }) => kind !== 'nothing'), ...others];
  }

  private identifier({ name }: Identifier, scope: Scope, frame: Frame | undefined): readonly Value[] {
    const binding = scope.lookup(name);
    if (binding !== undefined) return this.valuesOf(binding, frame);
    if (name === 'process') return [{ kind: 'process' }];
    if (name === 'undefined') return [NOTHING];
    if (name === 'exports') return [{ kind: 'module', module: scope.module }];
    return UNKNOWN_VALUES;
  }

  /** Everything that a name was given, with what was assigned to its properties. */
  private valuesOf(binding: Binding, frame: Frame | undefined): readonly Value[] {
    if (this.open.has(binding)) return [];
    this.open.add(binding);
    const values = this.valuesOfSources(binding.sources, frame);
    this.open.delete(binding);
    const { members: added } = binding;
    if (added.size === 0) return values;
    const pushed = added.get('[]');
    return values.map(value => {
      if (value.kind === 'object') return { ...value, added };
      if (value.kind !== 'list' || pushed === undefined) return value;
      return { kind: 'list', items: () => [...this.itemsOf(value), ...this.valuesOfSources(pushed, frame)] };
    });
  }

  public valuesOfSources(sources: readonly Source[], frame?: Frame): readonly Value[] {
    const [single] = sources;
    if (single !== undefined && sources.length === 1) return this.valuesOfSource(single, frame);
    const values = sources.flatMap(source => this.valuesOfSource(source, frame));
    // `let client;` that is made when first needed: nothing more is known by what it was before.
    const known = values.filter(value => !isPlaceholder(value));
    return alternatives(known.length > 0 ? known : values);
  }

  private valuesOfSource(source: Source, frame: Frame | undefined): readonly Value[] {
    switch (source.kind) {
      case 'expression': return this.inside(this.evaluate(source.node, source.scope, frame), source, frame);
      case 'parameter': return this.inside(valuesOfParameter(source.fn, source.position, source.scope, frame, this), source, frame);
      case 'import': return valuesOfImport(literal(source.specifier), source.name, source.scope, this);
      case 'function': return [{ kind: 'function', node: source.node, scope: source.scope, frame }];
      case 'class': return this.classValue(source.node, source.scope);
      case 'result': return this.returned(source.node, source.scope, frame);
    }
  }

  /** What stands at the path of a pattern inside of values. */
  private inside(values: readonly Value[], { path, otherwise, scope }: Extract<Source, { path: unknown }>, frame: Frame | undefined): readonly Value[] {
    const found = path.reduce<readonly Value[]>((from, name) => alternatives(from.flatMap(value => this.step(value, name))), values);
    return otherwise === undefined ? found : this.orElse(found, this.evaluate(otherwise, scope, frame));
  }

  private step(value: Value, name: string): readonly Value[] {
    const [, position] = /^\[(\d+)\]$/.exec(name) ?? [];
    if (name === '[]') return this.itemsOf(value);
    if (position === undefined) return this.member(value, name);
    const items = this.itemsOf(value);
    const item = items[Number(position)];
    return value.kind === 'list' && item !== undefined ? [item] : items;
  }

  /** What a function returns, without following its arguments. */
  public returned(node: FunctionNode, scope: Scope, frame: Frame | undefined): readonly Value[] {
    const info = scope.module.functions.get(node);
    return info === undefined ? UNKNOWN_VALUES : alternatives(info.returns.flatMap(({ node: result, scope: inner }) => this.evaluate(result, inner, frame)));
  }

  private memberExpression(node: MemberExpression, scope: Scope, frame: Frame | undefined): readonly Value[] {
    const name = memberName(node) ?? this.computedName(node, scope, frame);
    const { object } = node;
    if (object.type === 'Identifier' && object.name === 'module' && name === 'exports' && scope.lookup('module') === undefined) {
      return [{ kind: 'module', module: scope.module }];
    }
    const added = object.type === 'Identifier' && name !== undefined ? scope.lookup(object.name)?.members.get(name) : undefined;
    const values = this.evaluate(object, scope, frame).flatMap(value => name === undefined ? this.someMember(value) : this.member(value, name));
    if (added === undefined) return values;
    const own = this.valuesOfSources(added, frame);
    return [...values.filter(({ kind }) => kind !== 'unknown' && kind !== 'nothing'), ...own];
  }

  /** The name in `object[name]`, where it is known; an item of a list by its number counts as any. */
  private computedName(node: MemberExpression, scope: Scope, frame: Frame | undefined): string | undefined {
    return node.property.type === 'PrivateIdentifier' ? undefined : this.literalText(node.property, scope, frame);
  }

  /** The one text that an expression is known to be. */
  public literalText(node: Expression, scope: Scope, frame?: Frame): string | undefined {
    const values = this.evaluate(node, scope, frame);
    const [value] = values;
    return values.length === 1 && value?.kind === 'text' ? literalOf(value.text) : undefined;
  }

  /** What `value.name` can be. */
  public member(value: Value, name: string): readonly Value[] {
    return this.deeper(() => member(value, name, this));
  }

  /** Any item of a value that is gone through. */
  public itemsOf(value: Value): readonly Value[] {
    return this.deeper(() => itemsOf(value));
  }

  private someMember(value: Value): readonly Value[] {
    return value.kind === 'event' || value.kind === 'list' ? this.itemsOf(value) : UNKNOWN_VALUES;
  }

  private itemsOfArray(elements: ReadonlyArray<Expression | SpreadElement | null>, scope: Scope, frame: Frame | undefined): readonly Value[] {
    return elements.flatMap(element => {
      if (element === null) return [];
      if (element.type !== 'SpreadElement') return this.evaluate(element, scope, frame);
      return this.evaluate(element.argument, scope, frame).flatMap(value => this.itemsOf(value));
    });
  }

  private classValue(node: ClassNode, scope: Scope): readonly Value[] {
    const command = bundledCommand(node, scope);
    return [command ?? { kind: 'class', node, scope }];
  }
}
