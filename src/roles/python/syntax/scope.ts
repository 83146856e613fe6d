import type { CallNode, ClassNode, Expression, FunctionNode, MemberNode, Place } from './tree';

/** Statements that run together or not at all. */
export interface Block {
  readonly outer?: Block;
  /** Whether it may run again after its end. */
  readonly isLoop: boolean;
}

/** Where a name comes from. */
export type Source =
  | { readonly kind: 'expression'; readonly node: Expression; readonly path: readonly string[]; readonly place: Place }
  | { readonly kind: 'parameter'; readonly fn: FunctionNode; readonly position: number; readonly place: Place }
  /** `import module` where no name is given, `from module import name` else; relative ones begin with their dots. */
  | { readonly kind: 'import'; readonly module: string; readonly name?: string; readonly place: Place }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly place: Place }
  | { readonly kind: 'class'; readonly node: ClassNode; readonly place: Place }
  /** Something that is not followed, such as a caught exception; `annotation` where only a type is known. */
  | { readonly kind: 'other'; readonly annotation?: Expression; readonly place: Place };

/** What is put into a value by its name: `name['key'] = value`, `name.append(value)` (`[]`), `name.update(value)` (`**`). */
export interface Addition {
  readonly key: string;
  readonly source: Extract<Source, { kind: 'expression' }>;
}

export interface Binding {
  readonly name: string;
  readonly scope: Scope;
  readonly sources: Source[];
  readonly additions: Addition[];
}

export interface SourceModule {
  /** Relative to the root. */
  readonly file: string;
  readonly top: Scope;
  readonly calls: CallNode[];
  /** Attributes that are read and not called. */
  readonly reads: MemberNode[];
  readonly functions: FunctionNode[];
  readonly classes: ClassNode[];
  readonly imports: Array<{ readonly module: string; readonly names: readonly string[]; readonly start: number }>;
  /** `from module import *`. */
  readonly starred: string[];
  readonly lineOf: (position: number) => number;
}

export class Scope {
  private readonly bindings = new Map<string, Binding>();
  /** Names of `global` and `nonlocal`. */
  private readonly outside = new Map<string, 'global' | 'nonlocal'>();

  public constructor(
    public readonly module: SourceModule,
    public readonly kind: 'module' | 'function' | 'class' | 'comprehension',
    public readonly parent?: Scope,
    public readonly fn?: FunctionNode,
    public readonly owner?: ClassNode,
  ) {}

  public declareOutside(name: string, where: 'global' | 'nonlocal'): void {
    this.outside.set(name, where);
  }

  /** The binding that an assignment in this scope is about. */
  public declare(name: string): Binding {
    const where = this.outside.get(name);
    if (where === 'global') return this.module.top === this ? this.own(name) : this.module.top.declare(name);
    const outer = where === 'nonlocal' ? this.parent?.lookup(name) : undefined;
    return outer ?? this.own(name);
  }

  /** A name of this scope itself. */
  public named(name: string): Binding | undefined {
    return this.bindings.get(name);
  }

  public get names(): readonly Binding[] {
    return [...this.bindings.values()];
  }

  /** What a name means here; names of a class are not seen by its methods. */
  public lookup(name: string): Binding | undefined {
    if (this.outside.get(name) === 'global') return this.module.top.named(name);
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const found = scope === this || scope.kind !== 'class' ? scope.bindings.get(name) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The scope of the function, class or module that this one is part of. */
  public get enclosing(): Scope {
    return this.kind === 'comprehension' && this.parent !== undefined ? this.parent.enclosing : this;
  }

  private own(name: string): Binding {
    const found = this.bindings.get(name) ?? { name, scope: this, sources: [], additions: [] };
    this.bindings.set(name, found);
    return found;
  }
}
