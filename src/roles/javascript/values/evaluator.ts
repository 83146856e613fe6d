import type { Expression, SpreadElement, Super } from 'acorn';
import { joined, literal, literalOf, type Text } from '../../text';
import type { Project } from '../project';
import { PLAIN, valuesOfExpression, valuesOfGlobal } from './expressions';
import { isPlaceholder, itemsOf, member } from './members';
import { valuesOfImport } from './modules';
import { valuesOfParameter } from './parameters';
import { alternatives, eachOf, text, textOf, UNKNOWN, UNKNOWN_VALUES, type Frame, type Value } from './value';
import { bundledCommand } from '../sdk/bundled';
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
  private readonly known = new Map<Expression | Binding, readonly Value[]>();
  /** What is being evaluated; asked again meanwhile, it is a circle. */
  private readonly open: (Expression | Binding)[] = [];
  private circles = 0;
  private depth = 0;
  /** What is left for the question that was asked from outside. */
  private stepsLeft = 0;

  public constructor(public readonly project: Project) {}

  /** Every value that an expression can have. */
  public evaluate(node: Expression | SpreadElement | Super, scope: Scope, frame?: Frame): readonly Value[] {
    if (node.type === 'SpreadElement' || node.type === 'Super') return UNKNOWN_VALUES;
    // A name is remembered with what it was given, not wherever it stands.
    if (node.type === 'Identifier') return this.valuesOfName(node.name, scope, frame);
    if (PLAIN.has(node.type)) return valuesOfExpression(node, { scope, frame, evaluator: this });
    return this.once(node, frame, () => valuesOfExpression(node, { scope, frame, evaluator: this }));
  }

  /** What is found, remembered where it does not depend on a frame. */
  private once(what: Expression | Binding, frame: Frame | undefined, find: () => readonly Value[]): readonly Value[] {
    const known = frame === undefined ? this.known.get(what) : undefined;
    if (known !== undefined) return known;
    // In a circle nothing is added to what else is known: `x = x.next`.
    if (this.open.includes(what)) {
      this.circles += 1;
      return [];
    }
    const { circles } = this;
    this.open.push(what);
    const values = this.enter() ? this.leave(find()) : UNKNOWN_VALUES;
    this.open.pop();
    // Inside of a circle a name is not all that it can be from outside.
    const isWhole = 'type' in what || this.circles === circles || this.depth === 0;
    if (frame === undefined && values.length > 0 && isWhole) this.known.set(what, values);
    return values;
  }

  /** Goes one step further, as far as there are any left. */
  private enter(): boolean {
    if (this.depth === 0) this.stepsLeft = MAX_STEPS;
    this.stepsLeft -= 1;
    if (this.depth > MAX_DEPTH || this.stepsLeft < 0 || !this.project.takeStep()) return false;
    this.depth += 1;
    return true;
  }

  /** Goes back; from outside, what is empty is not known. */
  private leave(found: readonly Value[]): readonly Value[] {
    this.depth -= 1;
    return this.depth === 0 && found.length === 0 ? UNKNOWN_VALUES : alternatives(found);
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

  /** A value, or another where it is missing. */
  public orElse(values: readonly Value[], others: readonly Value[]): readonly Value[] {
    const [value] = values;
    const part = value?.kind === 'text' && values.length === 1 && value.text.length === 1 ? value.text[0] : undefined;
    if (part?.kind === 'literal' && part.text !== '') return values;
    if (part?.kind === 'env') return [text([{ ...part, fallback: part.fallback ?? textOf(others[0] ?? UNKNOWN) }])];
    return [...values.filter(({ kind }) => kind !== 'nothing'), ...others];
  }

  /** Everything that a name was given, with what was assigned to its properties. */
  private valuesOfName(name: string, scope: Scope, frame: Frame | undefined): readonly Value[] {
    const binding = scope.lookup(name);
    if (binding === undefined) return valuesOfGlobal(name, scope);
    return this.once(binding, frame, () => this.withMembers(binding, this.valuesOfSources(binding.sources, frame), frame));
  }

  private withMembers({ members: added }: Binding, values: readonly Value[], frame: Frame | undefined): readonly Value[] {
    if (added === undefined) return values;
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
      case 'expression': {
        const values = this.evaluate(source.node, source.scope, frame);
        return source.path.length === 0 && source.otherwise === undefined ? values : this.inside(values, source, frame);
      }
      case 'parameter': return this.inside(valuesOfParameter(source.fn, source.position, source.scope, frame, this), source, frame);
      case 'import': return valuesOfImport(literal(source.specifier), source.name, source.scope, this);
      case 'function': return [{ kind: 'function', node: source.node, scope: source.scope, frame }];
      case 'class': return this.classValue(source.node, source.scope);
      case 'result': return this.returned(source.node, source.scope, frame);
    }
  }

  /** What stands at the path of a pattern inside of values. */
  private inside(values: readonly Value[], { path, otherwise, scope }: Extract<Source, { path: unknown }>, frame: Frame | undefined): readonly Value[] {
    const found = path.reduce<readonly Value[]>((from, name) => alternatives(eachOf(from, value => this.step(value, name))), values);
    return otherwise === undefined ? found : this.orElse(found, this.evaluate(otherwise, scope, frame));
  }

  private step(value: Value, name: string): readonly Value[] {
    if (!name.startsWith('[')) return this.member(value, name);
    if (name === '[]') return this.itemsOf(value);
    const position = name.slice(1, -1);
    const items = this.itemsOf(value);
    const item = items[Number(position)];
    return value.kind === 'list' && item !== undefined ? [item] : items;
  }

  /** What a function returns, without following its arguments. */
  public returned(node: FunctionNode, scope: Scope, frame: Frame | undefined): readonly Value[] {
    const info = scope.module.functions.get(node);
    return info === undefined ? UNKNOWN_VALUES : alternatives(eachOf(info.returns, ({ node: result, scope: inner }) => this.evaluate(result, inner, frame)));
  }

  /** The one text that an expression is known to be. */
  public literalText(node: Expression, scope: Scope, frame?: Frame): string | undefined {
    const values = this.evaluate(node, scope, frame);
    const [value] = values;
    return values.length === 1 && value?.kind === 'text' ? literalOf(value.text) : undefined;
  }

  /** What `value.name` can be. */
  public member(value: Value, name: string): readonly Value[] {
    return this.enter() ? this.leave(member(value, name, this)) : UNKNOWN_VALUES;
  }

  /** Any item of a value that is gone through. */
  public itemsOf(value: Value): readonly Value[] {
    return this.enter() ? this.leave(itemsOf(value)) : UNKNOWN_VALUES;
  }

  /** A class, which is a command where it is one of an SDK that was bundled in. */
  public classValue(node: ClassNode, scope: Scope): readonly Value[] {
    const command = bundledCommand(node, scope);
    return [command ?? { kind: 'class', node, scope }];
  }
}
