import type { SyntaxNode } from '@lezer/common';
import { childrenOf, partsOf, placeAfter, placeOf, type Context } from './nodes';
import { readParameters } from './parameters';
import { Scope, type Source, type SourceModule } from './scope';
import { formatPieces, piecesOf, stringText } from './strings';
import { addTo, fieldsOf, literalKey, namesIn } from './targets';
import type { CallNode, ClassNode, Expression, FunctionNode, Place } from './tree';

/** Shared by all files of a function. */
export interface Budget {
  nodes: number;
}

/** Thrown where the budget is used up; the analysis says so in a note. */
export class BudgetError extends Error {}

const OTHER: Expression = { type: 'other' };
/** Reads the expressions of a syntax tree: what they are, and what is called inside of them. */
export class ExpressionReader {
  protected readonly readers: Readonly<Record<string, (node: SyntaxNode, context: Context) => Expression>> = {
    VariableName: (node, context) => ({ type: 'name', name: this.textOf(node), place: placeOf(node, context) }),
    Number: node => ({ type: 'text', pieces: [this.textOf(node)] }),
    String: node => ({ type: 'text', pieces: [stringText(this.textOf(node))] }),
    FormatString: (node, context) => ({ type: 'text', pieces: formatPieces(node, this.text, part => this.read(part, context)) }),
    ContinuedString: (node, context) => ({ type: 'text', pieces: this.parts(node).flatMap(part => piecesOf(this.read(part, context))) }),
    None: () => ({ type: 'none' }),
    Boolean: node => ({ type: 'text', pieces: [this.textOf(node)] }),
    UnaryExpression: (node, context) => this.unary(node, context),
    MemberExpression: (node, context) => this.member(node, context),
    CallExpression: (node, context) => this.call(node, context),
    ParenthesizedExpression: (node, context) => this.last(node, context),
    AwaitExpression: (node, context) => this.last(node, context),
    ArrayExpression: (node, context) => this.list(node, context),
    TupleExpression: (node, context) => this.list(node, context),
    SetExpression: (node, context) => this.list(node, context),
    DictionaryExpression: (node, context) => this.dict(node, context),
    ArrayComprehensionExpression: (node, context) => this.comprehension(node, context),
    SetComprehensionExpression: (node, context) => this.comprehension(node, context),
    ComprehensionExpression: (node, context) => this.comprehension(node, context),
    DictionaryComprehensionExpression: (node, context) => this.comprehension(node, context),
    BinaryExpression: (node, context) => this.binary(node, context),
    ConditionalExpression: (node, context) => this.conditional(node, context),
    LambdaExpression: (node, context) => this.lambda(node, context),
    NamedExpression: (node, context) => this.walrus(node, context),
    YieldExpression: (node, context) => this.yielded(node, context),
  };

  public constructor(protected readonly module: SourceModule, protected readonly text: string, private readonly budget: Budget) {}

  /** What an expression is; whatever is called inside of it is taken down. */
  public read(node: SyntaxNode | null | undefined, context: Context): Expression {
    if (!node) return OTHER;
    this.count();
    if (Object.hasOwn(this.readers, node.name)) return this.readers[node.name]?.(node, context) ?? OTHER;
    // What has no meaning here may hold what has: `not client.head()`.
    this.parts(node).forEach(part => this.read(part, context));
    return OTHER;
  }

  protected count(): void {
    this.budget.nodes -= 1;
    if (this.budget.nodes < 0) throw new BudgetError();
  }

  protected textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  /** The nodes inside of one, without brackets, commas and comments. */
  protected parts(node: SyntaxNode): SyntaxNode[] {
    return partsOf(node);
  }

  /** Gives a value to what stands left of an `=`, after a `for` or behind an `as`. */
  protected assign(target: SyntaxNode, source: Source, context: Context): void {
    this.count();
    switch (target.name) {
      case 'VariableName':
        context.scope.enclosing.declare(this.textOf(target)).sources.push(source);
        return;
      case 'ParenthesizedExpression': return this.assignAll(this.parts(target), source, context, false);
      case 'TupleExpression':
      case 'ArrayExpression': return this.assignAll(this.parts(target), source, context, true);
      case 'MemberExpression': return this.assignMember(target, source, context);
      default: this.read(target, context);
    }
  }

  /** Several names at once: each is given an item. */
  protected assignAll(targets: readonly SyntaxNode[], source: Source, context: Context, isSequence: boolean): void {
    if (!isSequence) return targets.forEach(target => this.assign(target, source, context));
    const names = targets.filter(({ name }) => name !== '*');
    names.forEach((target, position) => {
      const isStarred = target.prevSibling?.name === '*';
      const afterStar = names.slice(0, position).some(({ prevSibling }) => prevSibling?.name === '*');
      const step = isStarred ? '*' : afterStar ? '[]' : `[${position}]`;
      this.assign(target, source.kind === 'expression' ? { ...source, path: [...source.path, step] } : source, context);
    });
  }

  private assignMember(target: SyntaxNode, source: Source, context: Context): void {
    const written = this.member(target, context, true);
    if (source.kind !== 'expression') return;
    if (written.type !== 'member' && written.type !== 'subscript' || written.object.type !== 'name') return;
    const { object: { name } } = written;
    const fields = written.type === 'member' ? fieldsOf(name, context.scope) : undefined;
    const key = written.type === 'member' ? written.name : literalKey(written.index);
    if (key === undefined) return;
    if (fields === undefined) context.scope.lookup(name)?.additions.push({ key, source });
    else addTo(fields, key, source);
  }

  private last(node: SyntaxNode, context: Context): Expression {
    const values = this.parts(node).map(part => this.read(part, context));
    return values.at(-1) ?? OTHER;
  }

  /** @param isTarget - whether it is given a value, and so not read */
  private member(node: SyntaxNode, context: Context, isTarget = false): Expression {
    const [first, second, ...others] = this.parts(node);
    const object = this.read(first, context);
    // `object.name` has the dot between.
    if (second?.name === '.') {
      const [property] = others;
      const name = property === undefined ? '' : this.textOf(property);
      const member = { type: 'member', object, name, place: placeOf(property ?? node, context) } as const;
      if (!isTarget) this.module.reads.push(member);
      return member;
    }
    const isSlice = childrenOf(node).some(({ name }) => name === ':' || name === ',');
    others.forEach(other => this.read(other, context));
    const index = this.read(second, context);
    return isSlice ? { type: 'subscript', object } : { type: 'subscript', object, index };
  }

  private call(node: SyntaxNode, context: Context): Expression {
    const callee = this.read(node.firstChild, context);
    // What is called is not only read.
    if (callee.type === 'member' && this.module.reads.at(-1) === callee) this.module.reads.pop();
    return this.callOf(callee, node.getChild('ArgList'), placeOf(node, context), context);
  }

  protected callOf(callee: Expression, list: SyntaxNode | null, place: Place, context: Context): CallNode {
    const positional: Expression[] = [];
    const keywords = new Map<string, Expression>();
    const spread: Expression[] = [];
    const parts = list === null ? [] : this.parts(list);
    if (list !== null && parts.some(({ name }) => name === 'for')) {
      positional.push(this.comprehension(list, context));
      parts.length = 0;
    }
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i];
      if (part === undefined) continue;
      if (part.name === '*') {
        positional.push({ type: 'starred', value: this.read(parts[i += 1], context) });
      } else if (part.name === '**') {
        spread.push(this.read(parts[i += 1], context));
      } else if (parts[i + 1]?.name === 'AssignOp') {
        keywords.set(this.textOf(part), this.read(parts[i += 2], context));
      } else {
        positional.push(this.read(part, context));
      }
    }
    const call: CallNode = { type: 'call', callee, positional, keywords, spread, place };
    this.module.calls.push(call);
    this.noteAddition(call, context);
    return call;
  }

  /** `name.append(value)`, `name.update(value)`, `name.setdefault('key', value)`. */
  private noteAddition({ callee, positional, keywords, place }: CallNode, { scope }: Context): void {
    if (callee.type !== 'member' || callee.object.type !== 'name') return;
    const additions = scope.lookup(callee.object.name)?.additions;
    const add = (key: string, node: Expression | undefined, path: readonly string[] = []) => {
      if (node !== undefined) additions?.push({ key, source: { kind: 'expression', node, path, place } });
    };
    switch (callee.name) {
      case 'append':
      case 'add':
        add('[]', positional[0]);
        return;
      case 'extend':
        add('[]', positional[0], ['[]']);
        return;
      case 'update':
        add('**', positional[0]);
        for (const [key, value] of keywords) add(key, value);
        return;
      default:
    }
  }

  private list(node: SyntaxNode, context: Context): Expression {
    const items = this.parts(node).filter(({ name }) => name !== '*').map<Expression>(part => {
      const value = this.read(part, context);
      return part.prevSibling?.name === '*' ? { type: 'starred', value } : value;
    });
    return { type: 'list', items };
  }

  private dict(node: SyntaxNode, context: Context): Expression {
    const entries: Array<{ key?: Expression; value: Expression }> = [];
    const parts = this.parts(node);
    for (let i = 0; i < parts.length; i += 2) {
      if (parts[i]?.name === '**') entries.push({ value: this.read(parts[i + 1], context) });
      else entries.push({ key: this.read(parts[i], context), value: this.read(parts[i + 1], context) });
    }
    return { type: 'dict', entries };
  }

  private comprehension(node: SyntaxNode, context: Context): Expression {
    const parts = this.parts(node);
    const isClause = ({ name }: SyntaxNode) => name === 'for' || name === 'async';
    const first = parts.findIndex(isClause);
    const inner: Context = { scope: new Scope(this.module, 'comprehension', context.scope, context.scope.fn, context.scope.owner), block: context.block };
    for (let i = first; i < parts.length; i += 1) {
      if (parts[i]?.name !== 'for') continue;
      const end = parts.findIndex(({ name }, position) => position > i && name === 'in');
      if (end < 0) break;
      const iterable = this.read(parts[end + 1], inner);
      const targets = parts.slice(i + 1, end);
      const source: Source = { kind: 'expression', node: iterable, path: ['[]'], place: placeOf(node, inner) };
      for (const [name, bound] of namesIn(targets, source, part => this.textOf(part))) inner.scope.declare(name).sources.push(bound);
      for (const part of parts.slice(end + 2)) {
        if (part.name === 'for') break;
        if (part.name !== 'if' && part.name !== 'async') this.read(part, inner);
      }
    }
    const [element, value] = parts.slice(0, Math.max(first, 0));
    return value === undefined
      ? { type: 'comprehension', element: this.read(element, inner) }
      : { type: 'comprehension', key: this.read(element, inner), element: this.read(value, inner) };
  }

  private binary(node: SyntaxNode, context: Context): Expression {
    const [left, operator, ...others] = this.parts(node);
    const first = this.read(left, context);
    const values = others.map(other => this.read(other, context));
    return { type: 'binary', operator: operator === undefined ? '' : this.textOf(operator), left: first, right: values.at(-1) ?? OTHER };
  }

  private unary(node: SyntaxNode, context: Context): Expression {
    const value = this.last(node, context);
    return value.type === 'text' && /^-\s*\d/.test(this.textOf(node)) ? { type: 'text', pieces: ['-', ...value.pieces] } : OTHER;
  }

  private conditional(node: SyntaxNode, context: Context): Expression {
    const [then, condition, otherwise] = this.parts(node).filter(({ name }) => name !== 'if' && name !== 'else');
    this.read(condition, context);
    return { type: 'conditional', then: this.read(then, context), otherwise: this.read(otherwise, context) };
  }

  private lambda(node: SyntaxNode, context: Context): Expression {
    const fn = this.newFunction('', node, context, []);
    const inner = this.scopeOf(fn, context);
    fn.returns.push(this.read(node.lastChild, inner));
    return { type: 'lambda', fn };
  }

  private walrus(node: SyntaxNode, context: Context): Expression {
    const [target, , value] = this.parts(node);
    const given = this.read(value, context);
    if (target !== undefined) this.assign(target, { kind: 'expression', node: given, path: [], place: placeAfter(node, context) }, context);
    return given;
  }

  protected yielded(node: SyntaxNode, context: Context): Expression {
    const parts = this.parts(node).filter(({ name }) => name !== 'yield');
    const values = parts.filter(({ name }) => name !== 'from').map(part => this.read(part, context));
    const { fn } = context.scope;
    const [value] = values;
    if (fn === undefined || value === undefined) return OTHER;
    fn.isGenerator = true;
    fn.returns.push(parts[0]?.name === 'from' ? { type: 'starred', value } : values.length > 1 ? { type: 'list', items: values } : value);
    return OTHER;
  }

  protected newFunction(name: string, node: SyntaxNode, context: Context, decorators: readonly Expression[], owner?: ClassNode): FunctionNode {
    const list = node.getChild('ParamList');
    const parameters = list === null ? [] : readParameters(list, this.textOf.bind(this), part => this.read(part, context));
    const fn: FunctionNode = { name, parameters, decorators, returns: [], isGenerator: false, owner, scope: context.scope, start: node.from };
    this.module.functions.push(fn);
    return fn;
  }

  /** The scope of a function's body, with its parameters. */
  protected scopeOf(fn: FunctionNode, context: Context): Context {
    const scope = new Scope(this.module, 'function', context.scope, fn, fn.owner ?? context.scope.owner);
    const inner = { scope, block: { isLoop: false } };
    fn.parameters.forEach(({ name }, position) => {
      scope.declare(name).sources.push({ kind: 'parameter', fn, position, place: { start: fn.start, ...inner } });
    });
    return inner;
  }

  protected annotation(type: SyntaxNode, context: Context): Expression {
    return this.read(this.parts(type).at(-1), context);
  }
}
