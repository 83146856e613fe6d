import { Arguments } from './arguments';
import { resultOf } from './calls';
import { valuesOfExpression } from './expressions';
import { reaching } from './flow';
import { valuesOfImport } from './imports';
import { attribute, isPlaceholder, item, itemsOf } from './members';
import { valuesOfParameter } from './parameters';
import { alternatives, text, textOf, UNKNOWN, UNKNOWN_VALUES, type Frame, type Value } from './value';
import { joined, literalOf, type Text } from '../../text';
import { annotatedValue } from '../boto3/annotations';
import type { Project } from '../project';
import type { Addition, Binding, Source } from '../syntax/scope';
import type { CallNode, Expression, FunctionNode, Place } from '../syntax/tree';

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
  private readonly open: Array<Expression | Source> = [];
  private depth = 0;
  /** What is left for the question that was asked from outside. */
  private stepsLeft = 0;
  /** The place in `open` of what circles came back to. */
  private outermost = Infinity;

  public constructor(public readonly project: Project) {}

  /** Every value that an expression can have. */
  public evaluate(node: Expression, frame?: Frame): readonly Value[] {
    const known = frame === undefined ? this.known.get(node) : undefined;
    if (known !== undefined) return known;
    // In a circle nothing is added to what else is known: `x = x.next`.
    if (frame === undefined && this.isOpen(node)) return [];
    const { values, isWhole } = this.opened(node, () => valuesOfExpression(node, frame, this));
    if (isWhole && values.length > 0 && frame === undefined) this.known.set(node, values);
    return values;
  }

  /** Whether something is being evaluated already; what is found meanwhile is not the whole. */
  private isOpen(asked: Expression | Source): boolean {
    const position = this.open.indexOf(asked);
    if (position >= 0) this.outermost = Math.min(this.outermost, position);
    return position >= 0;
  }

  private opened(asked: Expression | Source, find: () => readonly Value[]): { readonly values: readonly Value[]; readonly isWhole: boolean } {
    const before = this.outermost;
    const position = this.open.length;
    this.outermost = Infinity;
    this.open.push(asked);
    const values = this.enter() ? this.leave(find()) : UNKNOWN_VALUES;
    this.open.pop();
    const isWhole = this.outermost >= position;
    this.outermost = isWhole ? before : Math.min(before, this.outermost);
    return { values, isWhole };
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
    return [...values.filter(found => !isPlaceholder(found)), ...others];
  }

  /** What a name can be where it is read, with what was put into it by then. */
  public valuesOf(binding: Binding, place: Place | undefined, frame: Frame | undefined): readonly Value[] {
    const { scope } = binding;
    const sources = reaching(binding.sources, place, scope);
    const values = this.valuesOfSources(sources, frame);
    if (binding.additions.length === 0) return values;
    const isHere = place !== undefined && place.scope.enclosing === scope;
    const first = Math.min(...sources.map(source => source.place.start));
    const added = binding.additions.filter(({ source }) => {
      if (!isHere || source.place.scope.enclosing !== scope) return true;
      return source.place.start >= first && (source.place.start < place.start || reaching([source], place, scope).length > 0 && isInLoop(place));
    });
    return added.length === 0 ? values : values.map(value => this.withAdditions(value, added, frame));
  }

  private withAdditions(value: Value, added: readonly Addition[], frame: Frame | undefined): Value {
    if (value.kind === 'dict' || value.kind === 'record') return { ...value, added: [...value.added ?? [], ...added] };
    if (value.kind === 'list') {
      const pushed = added.filter(({ key }) => key === '[]');
      return { kind: 'list', items: () => [...this.itemsOf(value), ...pushed.flatMap(({ source }) => this.valuesOfSource(source, frame))] };
    }
    if (value.kind !== 'unknown') return value;
    return { kind: 'merged', layers: [[value], [{ kind: 'record', members: new Map(), added }]] };
  }

  public valuesOfSources(sources: readonly Source[], frame?: Frame): readonly Value[] {
    const [single] = sources;
    if (single !== undefined && sources.length === 1) return this.valuesOfSource(single, frame);
    const values = sources.flatMap(source => this.valuesOfSource(source, frame));
    // `client = None` that is made when first needed: nothing more is known by what it was before.
    const known = values.filter(value => !isPlaceholder(value));
    return alternatives(known.length > 0 ? known : values);
  }

  public valuesOfSource(source: Source, frame?: Frame): readonly Value[] {
    return this.isOpen(source) ? [] : this.opened(source, () => this.given(source, frame)).values;
  }

  private given(source: Source, frame: Frame | undefined): readonly Value[] {
    switch (source.kind) {
      case 'expression': return this.inside(this.evaluate(source.node, frame), source.path);
      case 'parameter': return valuesOfParameter(source.fn, source.position, frame, this);
      case 'import': return valuesOfImport(source.module, source.name, source.place.scope.module, this);
      case 'function': return [{ kind: 'function', node: source.node, frame }];
      case 'class': return [{ kind: 'class', node: source.node }];
      case 'other': return source.annotation === undefined ? UNKNOWN_VALUES : annotatedValue(source.annotation, this);
    }
  }

  /** What stands at the path of an assignment inside of values. */
  private inside(values: readonly Value[], path: readonly string[]): readonly Value[] {
    return path.reduce<readonly Value[]>((from, step) => alternatives(from.flatMap(value => this.step(value, step))), values);
  }

  private step(value: Value, step: string): readonly Value[] {
    if (step === '[]' || step === '*') {
      const items = this.itemsOf(value);
      return step === '[]' ? items : [{ kind: 'list', items: () => items }];
    }
    if (step === 'with') return this.entered(value);
    return this.item(value, step.slice(1, -1));
  }

  /** What `with value as name` gives the name. */
  private entered(value: Value): readonly Value[] {
    if (value.kind !== 'instance') return [value];
    const enter = this.attribute(value, '__enter__').filter(({ kind }) => kind === 'function');
    return enter.length === 0 ? [value] : enter.flatMap(fn => fn.kind === 'function' ? this.returned(fn.node, { fn: fn.node, parameters: [[value]], depth: 1, outer: value.frame }) : []);
  }

  /** What a function returns, for the arguments of a frame. */
  public returned(node: FunctionNode, frame: Frame | undefined): readonly Value[] {
    return alternatives(node.returns.flatMap(result => this.evaluate(result, frame)));
  }

  /** The one text that an expression is known to be. */
  public literalText(node: Expression, frame?: Frame): string | undefined {
    const values = this.evaluate(node, frame);
    const [value] = values;
    return values.length === 1 && value?.kind === 'text' ? literalOf(value.text) : undefined;
  }

  /** What `value.name` can be. */
  public attribute(value: Value, name: string): readonly Value[] {
    return this.enter() ? this.leave(attribute(value, name, this)) : UNKNOWN_VALUES;
  }

  /** What `value[key]` can be. */
  public item(value: Value, key: string): readonly Value[] {
    return this.enter() ? this.leave(item(value, key, this)) : UNKNOWN_VALUES;
  }

  /** Any item of a value that is gone through. */
  public itemsOf(value: Value): readonly Value[] {
    return this.enter() ? this.leave(itemsOf(value, this)) : UNKNOWN_VALUES;
  }

  /** What calling a value gives. */
  public call(callee: Value, args: Arguments, frame: Frame | undefined): readonly Value[] {
    return this.enter() ? this.leave(resultOf(callee, args, frame)) : UNKNOWN_VALUES;
  }

  public argumentsOf(call: CallNode, frame?: Frame): Arguments {
    return new Arguments(call, frame, this);
  }
}

function isInLoop({ block }: Place): boolean {
  for (let at: Place['block'] | undefined = block; at !== undefined; at = at.outer) if (at.isLoop) return true;
  return false;
}
