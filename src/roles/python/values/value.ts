import type { Service } from '../../operations/table';
import { UNKNOWN_TEXT, type Text } from '../../text';
import type { ResourceModel } from '../boto3/resources';
import type { Addition, SourceModule } from '../syntax/scope';
import type { ClassNode, DictNode, Expression, FunctionNode } from '../syntax/tree';

/** What an expression can be. Several values are alternatives. */
export type Value =
  /** Not known. */
  | { readonly kind: 'unknown' }
  /** `None`, or a key that a dict does not have. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: Text }
  /** Something of the event, by its path; all of it at the empty path. */
  | { readonly kind: 'event'; readonly path: string }
  | { readonly kind: 'environment' }
  | { readonly kind: 'dict'; readonly node: DictNode; readonly frame?: Frame; readonly added?: readonly Addition[] }
  /** Made of names and values: `dict(Bucket='b')`, and the answers of operations. */
  | { readonly kind: 'record'; readonly members: ReadonlyMap<string, readonly Value[]>; readonly added?: readonly Addition[] }
  /** Dicts over each other; the last one counts. */
  | { readonly kind: 'merged'; readonly layers: ReadonlyArray<readonly Value[]> }
  | { readonly kind: 'list'; readonly items: () => readonly Value[]; readonly fixed?: readonly Expression[]; readonly frame?: Frame }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly frame?: Frame; readonly self?: Value }
  | { readonly kind: 'class'; readonly node: ClassNode }
  /** Made by a call with the frame's arguments; without one, by any. */
  | { readonly kind: 'instance'; readonly node: ClassNode; readonly frame?: Frame }
  | { readonly kind: 'module'; readonly module: SourceModule }
  /** What is imported and not the function's own, by its dotted name: `boto3.session.Session`. */
  | { readonly kind: 'package'; readonly name: string }
  /** A method of something else than an own class, not called yet. */
  | { readonly kind: 'method'; readonly on: Value; readonly name: string }
  /** `functools.partial(fn, …)` */
  | { readonly kind: 'partial'; readonly fn: Value; readonly call: Extract<Expression, { type: 'call' }>; readonly frame?: Frame }
  | Boto3Value;

/** What comes out of boto3. */
export type Boto3Value =
  /** `isGuess` where it is told by its method alone: `anything.client('s3')`. */
  | { readonly kind: 'session'; readonly isGuess?: boolean }
  | { readonly kind: 'client'; readonly service: Service }
  /** A resource object, or the service itself where it has no type; identifiers are parameters of what it calls. A guess is told by its name alone. */
  | { readonly kind: 'resource'; readonly model: ResourceModel; readonly identifiers: ReadonlyMap<string, readonly Value[]>; readonly isLoaded: boolean; readonly isGuess?: boolean }
  | { readonly kind: 'collection'; readonly element: Extract<Value, { kind: 'resource' }>; readonly request: BoundRequest }
  | { readonly kind: 'paginator'; readonly service: Service; readonly operation: string; readonly isGuess?: boolean }
  | { readonly kind: 'waiter'; readonly service: Service; readonly operation: string; readonly bound?: Bound; readonly isGuess?: boolean }
  | { readonly kind: 'batch'; readonly service: Service; readonly bound: Bound }
  /** A method whose name is computed: `getattr(client, name)`. */
  | { readonly kind: 'computed'; readonly service: Service };

/** Parameters that a call has from what it is called on. */
export type Bound = ReadonlyMap<string, readonly Value[]>;

export interface BoundRequest {
  readonly service: Service;
  readonly operation: string;
  readonly bound: Bound;
}

/** The arguments that a function is followed with. */
export interface Frame {
  readonly fn: FunctionNode;
  readonly parameters: ReadonlyArray<readonly Value[]>;
  readonly outer?: Frame;
  readonly depth: number;
}

export const UNKNOWN: Value = { kind: 'unknown' };
export const NOTHING: Value = { kind: 'nothing' };
export const UNKNOWN_VALUES: readonly Value[] = [UNKNOWN];

/** More alternatives than these are one unknown value. */
const MAX_VALUES = 16;

export function text(of: Text): Value {
  return { kind: 'text', text: of };
}

/** The text that a value is where one is asked for. */
export function textOf(value: Value): Text {
  if (value.kind === 'text') return value.text;
  return value.kind === 'event' ? [{ kind: 'event', path: value.path }] : UNKNOWN_TEXT;
}

export function isUnknown(values: readonly Value[]): boolean {
  return values.every(({ kind }) => kind === 'unknown' || kind === 'nothing');
}

/** The values, or `undefined` where there are none. */
export function atLeastOne(values: readonly Value[]): readonly Value[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** The service of what comes out of boto3. */
export function serviceOf(value: Value): Service | undefined {
  switch (value.kind) {
    case 'client':
    case 'paginator':
    case 'waiter':
    case 'batch':
    case 'computed': return value.service;
    case 'resource': return value.model.service;
    case 'collection': return value.request.service;
    default: return undefined;
  }
}

/** Alternatives, each once. */
export function alternatives(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Set<unknown>();
  const found = values.filter(value => {
    const key = keyOf(value);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return found.length > MAX_VALUES ? UNKNOWN_VALUES : found;
}

function keyOf(value: Value): unknown {
  switch (value.kind) {
    case 'unknown':
    case 'nothing':
    case 'session':
    case 'environment': return value.kind;
    case 'text': return JSON.stringify(value.text);
    case 'event': return `event ${value.path}`;
    case 'client': return `client ${value.service.name}`;
    case 'package': return `package ${value.name}`;
    case 'class': return value.node;
    case 'module': return value.module;
    default: return value;
  }
}
