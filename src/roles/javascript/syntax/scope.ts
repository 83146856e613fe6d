import type { AnonymousClassDeclaration, AnonymousFunctionDeclaration, ArrowFunctionExpression, CallExpression, ClassDeclaration, ClassExpression, Expression, FunctionDeclaration, FunctionExpression, NewExpression, ObjectExpression, Pattern } from 'acorn';

export type FunctionNode = FunctionDeclaration | AnonymousFunctionDeclaration | FunctionExpression | ArrowFunctionExpression;
export type ClassNode = ClassDeclaration | AnonymousClassDeclaration | ClassExpression;
export type CallNode = CallExpression | NewExpression;

/** Steps from a value to one inside of it: property names, `[]` for any item of a list. */
export type Path = readonly string[];

/** Where a name's value comes from. A name can have several. */
export type Source =
  /** An expression, or something inside of its value; `otherwise` is what a pattern takes where that is missing. */
  | { readonly kind: 'expression'; readonly node: Expression; readonly scope: Scope; readonly path: Path; readonly otherwise?: Expression }
  | { readonly kind: 'parameter'; readonly fn: FunctionNode; readonly position: number; readonly scope: Scope; readonly path: Path; readonly otherwise?: Expression }
  /** `*` is the whole module. */
  | { readonly kind: 'import'; readonly specifier: string; readonly name: string; readonly scope: Scope }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly scope: Scope }
  | { readonly kind: 'class'; readonly node: ClassNode; readonly scope: Scope }
  /** What a function without parameters returns: a getter. */
  | { readonly kind: 'result'; readonly node: FunctionNode; readonly scope: Scope };

/** A declared name. */
export interface Binding {
  readonly name: string;
  readonly sources: Source[];
  /** What is assigned to its properties after it was made; under `[]`, what is pushed into it. */
  members: Map<string, Source[]> | undefined;
}

/** What `this` is in a scope, with the properties that are assigned to it. */
export interface Owner {
  readonly node: ClassNode | ObjectExpression;
  readonly fields: Map<string, Source[]>;
  readonly statics: Map<string, Source[]>;
  readonly scope: Scope;
  readonly superClass?: Expression | null;
}

/** A part of a file in which declared names hold. */
export class Scope {
  /** Most blocks declare nothing. */
  private bindings: Map<string, Binding> | undefined;

  public constructor(
    public readonly module: SourceModule,
    public readonly parent: Scope | undefined,
    /** Whether `var` ends here. */
    public readonly isFunction: boolean,
    /** What `this` is. */
    public readonly owner: Owner | undefined,
    /** The function that a `return` here returns from. */
    public readonly fn: FunctionInfo | undefined,
  ) {}

  /** The binding of a name declared here, made where there is none. */
  public declare(name: string): Binding {
    this.bindings ??= new Map();
    const known = this.bindings.get(name);
    if (known !== undefined) return known;
    const made: Binding = { name, sources: [], members: undefined };
    this.bindings.set(name, made);
    return made;
  }

  /** The binding that a name means here. */
  public lookup(name: string): Binding | undefined {
    // eslint-disable-next-line @typescript-eslint/no-this-alias
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const found = scope.bindings?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The scope that `var` declares in. */
  public get function(): Scope {
    return this.isFunction || this.parent === undefined ? this : this.parent.function;
  }
}

/** Something is given to a name or a property. */
export interface Assignment {
  readonly target: Pattern | Expression | PropertyTarget;
  readonly source: Source;
  readonly scope: Scope;
}

/** A property of a named object, for an assignment that is none in the text: `list.push(x)` gives `x` to `list`'s `[]`. */
export interface PropertyTarget {
  readonly type: 'Property of';
  readonly object: string;
  readonly name: string;
}

/** A call or a construction, with the scope it stands in. */
export interface CallSite {
  readonly node: CallNode;
  readonly scope: Scope;
}

/** A function that is handed to a call, by itself or by its name. */
export interface Callback {
  readonly call: CallSite;
  readonly position: number;
}

/** A function with what is needed to follow it. */
export interface FunctionInfo {
  readonly node: FunctionNode;
  readonly returns: { readonly node: Expression; readonly scope: Scope }[];
  /** Names that it is called by: its own, its variable's, its property's. */
  readonly names: string[];
}

/** Adds a name that the function is called by. */
export function addName({ names }: FunctionInfo, name: string): void {
  if (!names.includes(name)) names.push(name);
}

/** One file, scanned. */
export interface SourceModule {
  readonly file: string;
  readonly text: string;
  readonly top: Scope;
  readonly calls: CallSite[];
  readonly functions: Map<FunctionNode, FunctionInfo>;
  readonly owners: Map<ClassNode, Owner>;
  /** By name; under `*` what stands for the whole module (`module.exports = …`). */
  readonly exports: Map<string, Source[]>;
  /** Modules whose every export is one of this one. */
  readonly exportsAllOf: string[];
  readonly assignments: Assignment[];
  /** Every module that is loaded by a literal name, with the place. */
  readonly imports: { readonly specifier: string; readonly position: number }[];
  /** The line of a position in the original, from one. */
  readonly lineOf: (position: number) => number;
}

/** Adds to the list of a key. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}
