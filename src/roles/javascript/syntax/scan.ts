import type {
  AnonymousFunctionDeclaration, AnyNode, ArrowFunctionExpression, CatchClause, Expression, ForInStatement, ForOfStatement, FunctionDeclaration,
  FunctionExpression, ImportDeclaration, ImportSpecifier, MemberExpression, MethodDefinition,
  ObjectExpression, Pattern, Program, PropertyDefinition, VariableDeclaration,
} from 'acorn';
import { resolveAssignments } from './assignments';
import { noteCall } from './calls';
import { CHILDREN, type Child, type NodeRecord } from './children';
import { noteExport } from './exports';
import { placeFinder, type Place } from './lines';
import { declaredIn, keyOf } from './patterns';
import { addName, addTo, Scope, type CallNode, type ClassNode, type FunctionInfo, type FunctionNode, type Owner, type Source, type SourceModule } from './scope';

/** Shared by all files of a function. */
export interface Budget {
  nodes: number;
}

/** Thrown where the budget is used up; the analysis says so in a note. */
export class BudgetError extends Error {}

/**
 * Reads a syntax tree once: who declares which name, what is assigned where, what is called. Nothing is evaluated here.
 */
export function scan(program: Program, { file, text, originalLine = ({ line }) => line, budget, isForeign }: Scanned): SourceModule {
  const module = emptyModule(file, text, originalLine);
  const scanner = new Scanner(module, budget, isForeign);
  program.body.forEach(statement => scanner.visit(statement, module.top));
  resolveAssignments(module);
  return module;
}

type IsForeign = (node: AnyNode) => boolean;
type OriginalLine = (place: Place) => number;

/** The file that a syntax tree is of. */
interface Scanned {
  readonly file: string;
  readonly text: string;
  readonly budget: Budget;
  /** Whether a declaration belongs to an SDK that was bundled in: its name is declared, its inside is not read. */
  readonly isForeign: IsForeign;
  /** The line of the source that a place was compiled from. */
  readonly originalLine?: OriginalLine;
}

function emptyModule(file: string, text: string, originalLine: OriginalLine): SourceModule {
  const place = placeFinder(text);
  const module: { top?: Scope } & Omit<SourceModule, 'top'> = {
    file,
    text,
    calls: [],
    functions: new Map(),
    owners: new Map(),
    exports: new Map(),
    exportsAllOf: [],
    assignments: [],
    imports: [],
    lineOf: position => originalLine(place(position)),
  };
  module.top = new Scope(module as SourceModule, undefined, true, undefined, undefined);
  return module as SourceModule;
}

class Scanner {
  public constructor(private readonly module: SourceModule, private readonly budget: Budget, private readonly isForeign: IsForeign) {}

  public visit(node: AnyNode, scope: Scope): void {
    this.budget.nodes -= 1;
    if (this.budget.nodes < 0) throw new BudgetError();
    const { type } = node;
    // Half of all nodes are these, and hold nothing.
    if (type === 'Identifier' || type === 'Literal') return;
    const visit = VISITS[type] as Visit<AnyNode> | undefined;
    if (visit === undefined) this.visitChildren(node, scope);
    else visit(this, node, scope);
  }

  public visitChildren(node: AnyNode, scope: Scope): void {
    const names = CHILDREN[node.type];
    if (names === undefined) return;
    for (const name of names) {
      const child = (node as unknown as NodeRecord)[name];
      if (Array.isArray(child)) this.visitAll(child as readonly Child[], scope);
      else if (child) this.visit(child as AnyNode, scope);
    }
  }

  public visitAll(nodes: readonly Child[], scope: Scope): void {
    for (const node of nodes) if (node) this.visit(node, scope);
  }

  public visitBlock(node: AnyNode, scope: Scope): void {
    this.visitChildren(node, this.block(scope));
  }

  public visitCatch(node: CatchClause, scope: Scope): void {
    this.visitChildren(node, this.withNames(node.param, scope));
  }

  /** Calls stand inside of calls: what is handed and what is called on, in the order of the text. */
  public visitCall(node: CallNode, scope: Scope): void {
    noteCall(node, scope);
    this.visit(node.callee, scope);
    this.visitAll(node.arguments, scope);
  }

  public visitMember({ object, property, computed }: MemberExpression, scope: Scope): void {
    this.visit(object, scope);
    if (computed) this.visit(property, scope);
  }

  private block(scope: Scope): Scope {
    return new Scope(this.module, scope, false, scope.owner, scope.fn);
  }

  private withNames(pattern: Pattern | null | undefined, scope: Scope): Scope {
    const inner = this.block(scope);
    if (pattern) declaredIn(pattern).forEach(({ name }) => inner.declare(name));
    return inner;
  }

  public visitFunctionDeclaration(node: FunctionDeclaration | AnonymousFunctionDeclaration, scope: Scope): void {
    // Only `export default function () {}` has no name.
    const name = node.id?.name ?? 'default';
    scope.function.declare(name).sources.push({ kind: 'function', node, scope });
    if (scope.parent !== undefined || !this.isForeign(node)) this.visitFunction(node, scope, undefined, name);
  }

  /** @param owner - what `this` is in a method; an arrow has that of its surroundings, and that of other functions is their caller's affair */
  public visitFunction(node: FunctionNode, scope: Scope, owner: Owner | undefined, name?: string): void {
    const info: FunctionInfo = { node, returns: [], names: name === undefined ? [] : [name] };
    this.module.functions.set(node, info);
    const inner = new Scope(this.module, scope, true, node.type === 'ArrowFunctionExpression' ? scope.owner : owner, info);
    if (node.type === 'FunctionExpression' && node.id) {
      addName(info, node.id.name);
      inner.declare(node.id.name).sources.push({ kind: 'function', node, scope });
    }
    node.params.forEach((pattern, position) => {
      for (const { name: declared, path, otherwise } of declaredIn(pattern)) {
        inner.declare(declared).sources.push({ kind: 'parameter', fn: node, position, scope: inner, path, otherwise });
      }
      this.visitPattern(pattern, inner);
    });
    if (node.body.type === 'BlockStatement') return this.visitAll(node.body.body, inner);
    info.returns.push({ node: node.body, scope: inner });
    this.visit(node.body, inner);
  }

  /** The expressions inside of a pattern: defaults and computed keys. */
  private visitPattern(pattern: Pattern, scope: Scope): void {
    if (pattern.type !== 'Identifier') this.visitChildren(pattern, scope);
  }

  public visitClass(node: ClassNode, scope: Scope): void {
    const owner = ownerOf(node, scope, node.superClass);
    this.module.owners.set(node, owner);
    const inner = new Scope(this.module, scope, false, owner, undefined);
    const declaring = node.type === 'ClassDeclaration' ? scope : inner;
    declaring.declare(node.id?.name ?? 'default').sources.push({ kind: 'class', node, scope });
    if (scope.parent === undefined && this.isForeign(node)) return;
    if (node.superClass) this.visit(node.superClass, scope);
    for (const member of node.body.body) {
      if (member.type === 'StaticBlock') this.visitChildren(member, inner);
      else this.visitClassMember(member, inner, owner, node.id?.name);
    }
  }

  private visitClassMember(member: MethodDefinition | PropertyDefinition, scope: Scope, owner: Owner, className: string | undefined): void {
    const name = member.key.type === 'PrivateIdentifier' ? `#${member.key.name}` : keyOf({ key: member.key, computed: member.computed });
    if (!member.value) return;
    const into = member.static ? owner.statics : owner.fields;
    if (member.type === 'PropertyDefinition') {
      if (name !== undefined) addTo(into, name, { kind: 'expression', node: member.value, scope, path: [] });
      return this.visitNamed(member.value, scope, name);
    }
    const source: Source = { kind: member.kind === 'get' ? 'result' : 'function', node: member.value, scope };
    if (name !== undefined && member.kind !== 'set') addTo(into, name, source);
    // A constructor is called by the name of its class.
    this.visitFunction(member.value, scope, owner, member.kind === 'constructor' ? className : name);
  }

  public visitObject(node: ObjectExpression, scope: Scope): void {
    let owner: Owner | undefined;
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        this.visit(property.argument, scope);
        continue;
      }
      if (property.computed) this.visit(property.key, scope);
      // webpack keeps modules as functions in an object, by number or path.
      if (isFunction(property.value) && !isIdentifier(property.key) && this.isForeign(property.value)) continue;
      if (property.value.type === 'FunctionExpression') this.visitFunction(property.value, scope, owner ??= ownerOf(node, scope), keyOf(property));
      else this.visitNamed(property.value, scope, keyOf(property));
    }
  }

  /** A function that takes the name of what it is given to. */
  private visitNamed(node: Expression, scope: Scope, name: string | undefined): void {
    this.visit(node, scope);
    const info = name !== undefined && isFunction(node) ? this.module.functions.get(node) : undefined;
    if (name !== undefined && info !== undefined) addName(info, name);
  }

  public visitVariables(node: VariableDeclaration, scope: Scope): void {
    const into = node.kind === 'var' ? scope.function : scope;
    for (const { id, init } of node.declarations) {
      for (const { name, path, otherwise } of declaredIn(id)) {
        const binding = into.declare(name);
        if (init) binding.sources.push({ kind: 'expression', node: init, scope, path, otherwise });
      }
      this.visitPattern(id, scope);
      if (!init || scope.parent === undefined && this.isForeign(init)) continue;
      this.visitNamed(init, scope, id.type === 'Identifier' ? id.name : undefined);
    }
  }

  public visitEach(node: ForOfStatement | ForInStatement, scope: Scope): void {
    const inner = this.block(scope);
    const { left } = node;
    const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : undefined;
    for (const { name, path, otherwise } of pattern === undefined ? [] : declaredIn(pattern)) {
      const binding = inner.declare(name);
      if (node.type === 'ForOfStatement') binding.sources.push({ kind: 'expression', node: node.right, scope, path: ['[]', ...path], otherwise });
    }
    this.visit(node.right, scope);
    this.visit(node.body, inner);
  }

  public visitImport(node: ImportDeclaration, scope: Scope): void {
    const specifier = String(node.source.value);
    this.module.imports.push({ specifier, position: node.start });
    for (const imported of node.specifiers) {
      const name = imported.type === 'ImportNamespaceSpecifier' ? '*' : imported.type === 'ImportDefaultSpecifier' ? 'default' : importedName(imported);
      scope.declare(imported.local.name).sources.push({ kind: 'import', specifier, name, scope });
    }
  }
}

function ownerOf(node: Owner['node'], scope: Scope, superClass?: Expression | null): Owner {
  return { node, fields: new Map(), statics: new Map(), scope, superClass };
}

function isFunction(node: AnyNode): node is FunctionExpression | ArrowFunctionExpression {
  return node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';
}

function isIdentifier({ type }: AnyNode): boolean {
  return type === 'Identifier';
}

function importedName({ imported }: ImportSpecifier): string {
  return imported.type === 'Identifier' ? imported.name : String(imported.value);
}

type Visit<T extends AnyNode> = (scanner: Scanner, node: T, scope: Scope) => void;

/** What is noted of the kinds of nodes that tell something; of the others the children alone. */
const VISITS: { readonly [T in AnyNode['type']]?: Visit<Extract<AnyNode, { type: T }>> } = {
  ArrowFunctionExpression: (scanner, node, scope) => scanner.visitFunction(node, scope, undefined),
  AssignmentExpression: (scanner, node, scope) => {
    scope.module.assignments.push({ target: node.left, source: { kind: 'expression', node: node.right, scope, path: [] }, scope });
    scanner.visitChildren(node, scope);
  },
  BlockStatement: (scanner, node, scope) => scanner.visitBlock(node, scope),
  CallExpression: (scanner, node, scope) => scanner.visitCall(node, scope),
  CatchClause: (scanner, node, scope) => scanner.visitCatch(node, scope),
  ClassDeclaration: (scanner, node, scope) => scanner.visitClass(node, scope),
  ClassExpression: (scanner, node, scope) => scanner.visitClass(node, scope),
  ExportAllDeclaration: (_scanner, node, scope) => noteExport(node, scope),
  ExportDefaultDeclaration: (scanner, node, scope) => {
    noteExport(node, scope);
    scanner.visitChildren(node, scope);
  },
  ExportNamedDeclaration: (scanner, node, scope) => {
    noteExport(node, scope);
    scanner.visitChildren(node, scope);
  },
  ForInStatement: (scanner, node, scope) => scanner.visitEach(node, scope),
  ForOfStatement: (scanner, node, scope) => scanner.visitEach(node, scope),
  ForStatement: (scanner, node, scope) => scanner.visitBlock(node, scope),
  FunctionDeclaration: (scanner, node, scope) => scanner.visitFunctionDeclaration(node, scope),
  FunctionExpression: (scanner, node, scope) => scanner.visitFunction(node, scope, undefined),
  ImportDeclaration: (scanner, node, scope) => scanner.visitImport(node, scope),
  MemberExpression: (scanner, node, scope) => scanner.visitMember(node, scope),
  NewExpression: (scanner, node, scope) => scanner.visitCall(node, scope),
  ObjectExpression: (scanner, node, scope) => scanner.visitObject(node, scope),
  ReturnStatement: (scanner, node, scope) => {
    if (!node.argument) return;
    scope.fn?.returns.push({ node: node.argument, scope });
    scanner.visit(node.argument, scope);
  },
  SwitchStatement: (scanner, node, scope) => scanner.visitBlock(node, scope),
  VariableDeclaration: (scanner, node, scope) => scanner.visitVariables(node, scope),
};
