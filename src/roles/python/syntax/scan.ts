import type { SyntaxNode, Tree } from '@lezer/common';
import { childrenOf, placeAfter, placeOf, type Context } from './nodes';
import { ExpressionReader, type Budget } from './read-expressions';
import { Scope, type Block, type Source, type SourceModule } from './scope';
import type { ClassNode, Expression } from './tree';
import { placeFinder } from '../../javascript/syntax/lines';

/** What a syntax tree is of. */
interface Scanned {
  readonly file: string;
  readonly text: string;
  readonly budget: Budget;
}

/** Reads a syntax tree once: who declares which name, what is assigned where, what is called. Nothing is evaluated here. */
export function scan(tree: Tree, { file, text, budget }: Scanned): SourceModule {
  const place = placeFinder(text);
  const module: { top?: Scope } & Omit<SourceModule, 'top'> = {
    file, text, calls: [], reads: [], functions: [], classes: [], imports: [], starred: [], lineOf: position => place(position).line,
  } as { top?: Scope } & Omit<SourceModule, 'top'>;
  const top = new Scope(module as SourceModule, 'module');
  module.top = top;
  new StatementReader(module as SourceModule, text, budget).statements(tree.topNode, { scope: top, block: { isLoop: false } });
  return module as SourceModule;
}

class StatementReader extends ExpressionReader {
  private readonly statementReaders: Readonly<Record<string, (node: SyntaxNode, context: Context) => void>> = {
    AssignStatement: (node, context) => this.assignment(node, context),
    UpdateStatement: (node, context) => this.update(node, context),
    ImportStatement: (node, context) => this.importing(node, context),
    FunctionDefinition: (node, context) => this.functionDefinition(node, context, []),
    ClassDefinition: (node, context) => this.classDefinition(node, context, []),
    DecoratedStatement: (node, context) => this.decorated(node, context),
    ReturnStatement: (node, context) => this.returning(node, context),
    YieldStatement: (node, context) => { this.yielded(node, context); },
    ForStatement: (node, context) => this.forStatement(node, context),
    WhileStatement: (node, context) => this.clauses(node, context, true),
    IfStatement: (node, context) => this.ifStatement(node, context),
    TryStatement: (node, context) => this.clauses(node, context, false),
    WithStatement: (node, context) => this.withStatement(node, context),
    MatchStatement: (node, context) => this.matchStatement(node, context),
    ScopeStatement: (node, context) => this.scopeStatement(node, context),
    StatementGroup: (node, context) => this.statements(node, context),
  };

  public statements(node: SyntaxNode, context: Context): void {
    for (const child of childrenOf(node)) this.statement(child, context);
  }

  private statement(node: SyntaxNode, context: Context): void {
    const reader = Object.hasOwn(this.statementReaders, node.name) ? this.statementReaders[node.name] : undefined;
    this.count();
    if (reader !== undefined) reader(node, context);
    else this.read(node, context);
  }

  private body(node: SyntaxNode, context: Context, isLoop = false): void {
    const block: Block = { outer: context.block, isLoop };
    this.statements(node, { ...context, block });
  }

  private assignment(node: SyntaxNode, context: Context): void {
    const groups = splitBy(this.parts(node).filter(({ name }) => name !== 'TypeDef'), 'AssignOp');
    const type = node.getChild('TypeDef');
    const annotation = type === null ? undefined : this.annotation(type, context);
    const given = groups.length > 1 ? groups.at(-1) ?? [] : [];
    const value = this.value(given, context);
    const place = placeAfter(node, context);
    for (const targets of groups.slice(0, Math.max(1, groups.length - 1))) {
      const source: Source = value === undefined ? { kind: 'other', annotation, place } : { kind: 'expression', node: value, path: [], place };
      this.assignAll(targets, source, context, targets.length > 1);
    }
    const [target] = groups[0] ?? [];
    const { scope: { kind, owner } } = context;
    if (kind === 'class' && annotation !== undefined && target !== undefined) owner?.annotated.set(this.textOf(target), { annotation, value });
  }

  /** One value, or the tuple that several are. */
  private value(parts: readonly SyntaxNode[], context: Context): Expression | undefined {
    const values = parts.filter(({ name }) => name !== '*').map<Expression>(part => {
      const value = this.read(part, context);
      return part.prevSibling?.name === '*' ? { type: 'starred', value } : value;
    });
    return values.length > 1 ? { type: 'list', items: values } : values[0];
  }

  /** `name += value`. */
  private update(node: SyntaxNode, context: Context): void {
    const [target, operator, ...others] = this.parts(node);
    if (target === undefined || operator === undefined) return;
    const left = this.read(target, context);
    const right = this.value(others, context) ?? { type: 'other' };
    const sum: Expression = { type: 'binary', operator: this.textOf(operator).replace('=', ''), left, right };
    this.assign(target, { kind: 'expression', node: sum, path: [], place: placeAfter(node, context) }, context);
  }

  private importing(node: SyntaxNode, context: Context): void {
    const parts = childrenOf(node).filter(({ name }) => !['(', ')', 'Comment'].includes(name));
    const at = parts.findIndex(({ name }) => name === 'import');
    const isFrom = parts[0]?.name === 'from';
    const from = isFrom ? parts.slice(1, at).map(part => this.textOf(part)).join('') : '';
    const names: string[] = [];
    for (const group of splitBy(parts.slice(at + 1), ',')) {
      const alias = group.findIndex(({ name }) => name === 'as');
      const written = group.slice(0, alias < 0 ? undefined : alias).map(part => this.textOf(part)).join('');
      const local = alias < 0 ? undefined : group[alias + 1];
      if (written === '') continue;
      names.push(written);
      this.importName(from, written, local === undefined ? undefined : this.textOf(local), isFrom, node, context);
    }
    if (isFrom) this.module.imports.push({ module: from, names, start: node.from });
    else for (const name of names) this.module.imports.push({ module: name, names: [], start: node.from });
  }

  private importName(from: string, written: string, local: string | undefined, isFrom: boolean, node: SyntaxNode, context: Context): void {
    const place = placeOf(node, context);
    if (isFrom && written === '*') {
      this.module.starred.push(from);
      return;
    }
    if (isFrom) {
      context.scope.enclosing.declare(local ?? written).sources.push({ kind: 'import', module: from, name: written, place });
      return;
    }
    // `import a.b` gives a name to `a` alone.
    const [first = written] = written.split('.');
    context.scope.enclosing.declare(local ?? first).sources.push({ kind: 'import', module: local === undefined ? first : written, place });
  }

  private decorated(node: SyntaxNode, context: Context): void {
    const decorators = node.getChildren('Decorator').map(decorator => this.decorator(decorator, context));
    const fn = node.getChild('FunctionDefinition');
    const cls = node.getChild('ClassDefinition');
    if (fn !== null) this.functionDefinition(fn, context, decorators);
    if (cls !== null) this.classDefinition(cls, context, decorators);
  }

  /** `@name.of.it(arguments)`, which the tree writes as a list. */
  private decorator(node: SyntaxNode, context: Context): Expression {
    let found: Expression = { type: 'other' };
    for (const part of this.parts(node)) {
      if (part.name === 'VariableName') found = this.read(part, context);
      if (part.name === 'PropertyName') found = { type: 'member', object: found, name: this.textOf(part), place: placeOf(part, context) };
      if (part.name === 'ArgList') found = this.callOf(found, part, placeOf(node, context), context);
      if (part.name === 'CallExpression' || part.name === 'MemberExpression') found = this.read(part, context);
    }
    return found;
  }

  private functionDefinition(node: SyntaxNode, context: Context, decorators: readonly Expression[]): void {
    const { scope } = context;
    const name = node.getChild('VariableName');
    const owner = scope.kind === 'class' ? scope.owner : undefined;
    const fn = this.newFunction(name === null ? '' : this.textOf(name), node, context, decorators, owner);
    scope.enclosing.declare(fn.name).sources.push({ kind: 'function', node: fn, place: placeOf(node, context) });
    const body = node.getChild('Body');
    if (body !== null) this.statements(body, this.scopeOf(fn, context));
  }

  private classDefinition(node: SyntaxNode, context: Context, decorators: readonly Expression[]): void {
    const name = node.getChild('VariableName');
    const list = node.getChild('ArgList');
    const parts = list === null ? [] : this.parts(list);
    const bases = parts.filter((part, position) => parts[position - 1]?.name !== 'AssignOp' && parts[position + 1]?.name !== 'AssignOp' && part.name !== 'AssignOp')
      .map(part => this.read(part, context));
    const owner: { body?: Scope } & Omit<ClassNode, 'body'> = {
      name: name === null ? '' : this.textOf(name), bases, decorators, fields: new Map(), annotated: new Map(), start: node.from,
    };
    const scope = new Scope(this.module, 'class', context.scope, undefined, owner as ClassNode);
    owner.body = scope;
    this.module.classes.push(owner as ClassNode);
    context.scope.enclosing.declare(owner.name).sources.push({ kind: 'class', node: owner as ClassNode, place: placeOf(node, context) });
    const body = node.getChild('Body');
    if (body !== null) this.statements(body, { scope, block: { isLoop: false } });
  }

  private returning(node: SyntaxNode, context: Context): void {
    const value = this.value(this.parts(node).filter(({ name }) => name !== 'return'), context);
    if (value !== undefined) context.scope.fn?.returns.push(value);
  }

  private forStatement(node: SyntaxNode, context: Context): void {
    const children = childrenOf(node);
    const start = children.findIndex(({ name }) => name === 'for');
    const middle = children.findIndex(({ name }) => name === 'in');
    const targets = children.slice(start + 1, middle).filter(({ name }) => name !== ',');
    const iterables = children.slice(middle + 1).filter(({ name }) => name !== ',' && name !== 'Body' && name !== 'else');
    const iterable = this.value(iterables, context) ?? { type: 'other' };
    const [body, ...others] = node.getChildren('Body');
    const loop: Context = { ...context, block: { outer: context.block, isLoop: true } };
    this.assignAll(targets, { kind: 'expression', node: iterable, path: ['[]'], place: { ...placeOf(node, loop), start: (body ?? node).from } }, loop, targets.length > 1);
    if (body !== undefined) this.statements(body, loop);
    others.forEach(other => this.body(other, context));
  }

  /** Conditions, and bodies that run or not. */
  private clauses(node: SyntaxNode, context: Context, isLoop: boolean): void {
    const children = childrenOf(node);
    for (const [position, child] of children.entries()) {
      if (child.name === 'Body') {
        this.body(child, context, isLoop);
      } else if (child.name === 'VariableName' && children[position - 1]?.name === 'as') {
        this.assign(child, { kind: 'other', place: placeOf(child, context) }, context);
      } else {
        this.read(child, context);
      }
    }
  }

  /** What runs only where the file is started by hand is none of the function's. */
  private ifStatement(node: SyntaxNode, context: Context): void {
    const condition = node.firstChild?.nextSibling;
    const isMain = condition?.name === 'BinaryExpression' && /^__name__\s*==\s*["']__main__["']$/.test(this.textOf(condition));
    if (!isMain) return this.clauses(node, context, false);
    const [, ...others] = node.getChildren('Body');
    others.forEach(other => this.body(other, context));
  }

  private withStatement(node: SyntaxNode, context: Context): void {
    let value: Expression = { type: 'other' };
    const children = childrenOf(node).filter(({ name }) => name !== ',');
    for (const [position, child] of children.entries()) {
      if (child.name === 'Body') this.statements(child, context);
      else if (children[position - 1]?.name === 'as') this.assign(child, { kind: 'expression', node: value, path: ['with'], place: placeAfter(child, context) }, context);
      else if (child.name !== 'as' && child.name !== 'with' && child.name !== 'async') value = this.read(child, context);
    }
  }

  private matchStatement(node: SyntaxNode, context: Context): void {
    for (const child of childrenOf(node)) {
      if (child.name !== 'MatchBody') {
        this.read(child, context);
        continue;
      }
      for (const clause of child.getChildren('MatchClause')) {
        for (const part of childrenOf(clause)) {
          if (part.name === 'Body') this.body(part, context);
          else if (part.name === 'Guard') this.read(part, context);
          else this.capture(part, context);
        }
      }
    }
  }

  /** Names that a pattern gives values to are not followed. */
  private capture(pattern: SyntaxNode, context: Context): void {
    for (const child of childrenOf(pattern)) {
      if (pattern.name === 'CapturePattern' && child.name === 'VariableName') this.assign(child, { kind: 'other', place: placeOf(child, context) }, context);
      else this.capture(child, context);
    }
  }

  private scopeStatement(node: SyntaxNode, { scope }: Context): void {
    const [keyword, ...names] = this.parts(node);
    for (const name of names) scope.enclosing.declareOutside(this.textOf(name), keyword?.name === 'nonlocal' ? 'nonlocal' : 'global');
  }
}

function splitBy(nodes: readonly SyntaxNode[], separator: string): ReadonlyArray<readonly SyntaxNode[]> {
  const groups: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === separator) groups.push([]);
    else if (node.name !== ',') groups.at(-1)?.push(node);
  }
  return groups;
}
