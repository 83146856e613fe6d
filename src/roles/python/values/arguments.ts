import type { Evaluator } from './evaluator';
import { atLeastOne, NOTHING, UNKNOWN_VALUES, type Frame, type Value } from './value';
import type { CallNode, Expression } from '../syntax/tree';

/** What a call gives, by position and by name. */
export class Arguments {
  /** @param before - what `functools.partial` was given already */
  public constructor(
    public readonly call: CallNode,
    private readonly frame: Frame | undefined,
    public readonly evaluator: Evaluator,
    private readonly before?: Arguments,
  ) {}

  /** The argument at a position, or by a name: `upload_file(Filename, Bucket)`; nothing where it is not given. */
  public at(position: number, name?: string): readonly Value[] {
    const { call, before } = this;
    const earlier = before?.call.positional.length ?? 0;
    if (position < earlier) return before?.at(position, name) ?? [NOTHING];
    const given = call.positional[position - earlier];
    const star = call.positional.findIndex(({ type }) => type === 'starred');
    if (star >= 0 && star <= position - earlier) return this.inStarred(call.positional[star], position - earlier - star);
    if (given !== undefined) return this.evaluate(given);
    return name === undefined ? [NOTHING] : this.named(name);
  }

  public named(name: string): readonly Value[] {
    const keyword = this.call.keywords.get(name);
    if (keyword !== undefined) return this.evaluate(keyword);
    const spread = this.call.spread.flatMap(value => this.evaluate(value)).flatMap(value => this.evaluator.item(value, name));
    const known = spread.filter(({ kind }) => kind !== 'nothing');
    return atLeastOne(known) ?? this.before?.named(name) ?? [NOTHING];
  }

  /** Everything that is given by name. */
  public get keywords(): Value {
    const { call, before } = this;
    const record: Value = { kind: 'record', members: new Map([...call.keywords].map(([name, value]) => [name, this.evaluate(value)] as const)) };
    if (call.spread.length === 0 && before === undefined) return record;
    return { kind: 'merged', layers: [...before === undefined ? [] : [[before.keywords]], ...call.spread.map(value => this.evaluate(value)), [record]] };
  }

  /** What is given from a position on. */
  public from(position: number): readonly Value[] {
    return this.call.positional.slice(position).flatMap(given => this.evaluate(given));
  }

  public get count(): number {
    return this.call.positional.length + (this.before?.count ?? 0);
  }

  private inStarred(starred: Expression | undefined, position: number): readonly Value[] {
    if (starred?.type !== 'starred') return UNKNOWN_VALUES;
    return this.evaluate(starred.value).flatMap(value => this.evaluator.item(value, String(position)));
  }

  private evaluate(node: Expression): readonly Value[] {
    return this.evaluator.evaluate(node.type === 'starred' ? node.value : node, this.frame);
  }
}

/** One argument, as `map` gives it. */
export class ItemArguments extends Arguments {
  public constructor(private readonly items: readonly Value[], { call, evaluator }: Arguments) {
    super({ ...call, positional: [], keywords: new Map(), spread: [] }, undefined, evaluator);
  }

  public override at(position: number): readonly Value[] {
    return position === 0 ? this.items : [NOTHING];
  }
}
