import type { Block, Scope } from './scope';

/** Where something stands: names mean what they were given before it. */
export interface Place {
  readonly start: number;
  readonly scope: Scope;
  readonly block: Block;
}

/** Python's expressions, as far as they matter for what code calls; names and calls know where they stand. */
export type Expression =
  | { readonly type: 'name'; readonly name: string; readonly place: Place }
  /** A text with expressions inside of it; a number is a text, too. */
  | { readonly type: 'text'; readonly pieces: ReadonlyArray<string | Expression> }
  | { readonly type: 'none' }
  | MemberNode
  /** `index` is missing in a slice. */
  | { readonly type: 'subscript'; readonly object: Expression; readonly index?: Expression }
  | CallNode
  /** A list, a tuple or a set. */
  | { readonly type: 'list'; readonly items: readonly Expression[] }
  | DictNode
  | { readonly type: 'comprehension'; readonly element: Expression; readonly key?: Expression }
  | { readonly type: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'conditional'; readonly then: Expression; readonly otherwise: Expression }
  | { readonly type: 'lambda'; readonly fn: FunctionNode }
  | { readonly type: 'starred'; readonly value: Expression }
  /** What is walked through and not evaluated. */
  | { readonly type: 'other' };

export interface MemberNode {
  readonly type: 'member';
  readonly object: Expression;
  readonly name: string;
  readonly place: Place;
}

export interface CallNode {
  readonly type: 'call';
  readonly callee: Expression;
  readonly positional: readonly Expression[];
  readonly keywords: ReadonlyMap<string, Expression>;
  /** `**kwargs`. */
  readonly spread: readonly Expression[];
  readonly place: Place;
}

export interface DictNode {
  readonly type: 'dict';
  /** Without a key: `**other`. */
  readonly entries: ReadonlyArray<{ readonly key?: Expression; readonly value: Expression }>;
}

export interface FunctionNode {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expression[];
  /** What it returns or yields. */
  readonly returns: Expression[];
  isGenerator: boolean;
  /** The class that it is a method of. */
  readonly owner?: ClassNode;
  /** The scope that it stands in. */
  readonly scope: Scope;
  readonly start: number;
}

export interface Parameter {
  readonly name: string;
  readonly kind: 'plain' | 'keyword' | 'list' | 'dict';
  readonly otherwise?: Expression;
  readonly annotation?: Expression;
}

export interface ClassNode {
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  /** Its own scope, with methods and what its body gives to names. */
  readonly body: Scope;
  /** What methods give to `self.name`. */
  readonly fields: Map<string, import('./scope').Source[]>;
  /** Fields with a type, in their order: `name: str = 'x'`. */
  readonly annotated: Map<string, { readonly annotation: Expression; readonly value?: Expression }>;
  readonly start: number;
}
