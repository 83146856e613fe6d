import type { ObjectExpression } from 'acorn';
import type { Service } from '../../operations/table';
import { UNKNOWN_TEXT, type Text } from '../../text';
import type { ClassNode, FunctionNode, Owner, Scope, Source, SourceModule } from '../syntax/scope';

/** What an expression is known to be. It can be one of several. */
export type Value =
  | { readonly kind: 'unknown' }
  /** `undefined` and `null`. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'text'; readonly text: Text }
  /** Something of the event, by its path. */
  | { readonly kind: 'event'; readonly path: string }
  | { readonly kind: 'process' }
  | { readonly kind: 'environment' }
  | { readonly kind: 'object'; readonly node: ObjectExpression; readonly scope: Scope; readonly frame?: Frame; readonly added?: ReadonlyMap<string, readonly Source[]> }
  /** Objects put over each other: what stands later wins. */
  | { readonly kind: 'merged'; readonly layers: ReadonlyArray<readonly Value[]> }
  /** `complete` where every item is known to be one of these. */
  | { readonly kind: 'list'; readonly items: () => readonly Value[] }
  | { readonly kind: 'function'; readonly node: FunctionNode; readonly scope: Scope; readonly frame?: Frame }
  | { readonly kind: 'class'; readonly node: ClassNode; readonly scope: Scope }
  | { readonly kind: 'instance'; readonly owner: Owner }
  | { readonly kind: 'module'; readonly module: SourceModule }
  | SdkValue;

/** What comes out of an SDK. */
export type SdkValue =
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'client class'; readonly client: Client }
  | { readonly kind: 'client'; readonly client: Client; readonly bound: readonly Value[] }
  | { readonly kind: 'command class'; readonly service: Service; readonly operation: string }
  | { readonly kind: 'command'; readonly service: Service; readonly operation: string }
  | { readonly kind: 'sdk function'; readonly does: SdkFunction };

/** How a client is called: by `send(new Command())`, by a method for each operation, or as the document client. */
export interface Client {
  readonly service: Service;
  readonly style: 'commands' | 'methods' | 'documents';
}

export type SdkFunction =
  /** `paginateScan(config, input)`, `waitUntilTableExists(config, input)`, `createPresignedPost(client, input)`. */
  | { readonly kind: 'second argument'; readonly service: Service; readonly operation: string }
  /** `new Upload({ client, params })`. */
  | { readonly kind: 'params of first'; readonly service: Service; readonly operation: string }
  /** `DynamoDBDocumentClient.from(client)`. */
  | { readonly kind: 'gives client'; readonly client: Client };

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

/** What comes of each; most often there is one. */
export function eachOf<T, R>(items: readonly T[], find: (item: T) => readonly R[]): readonly R[] {
  const [single] = items;
  return single !== undefined && items.length === 1 ? find(single) : items.flatMap(find);
}

export function isUnknown(values: readonly Value[]): boolean {
  return values.every(({ kind }) => kind === 'unknown' || kind === 'nothing');
}

/** Alternatives, each once. */
export function alternatives(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const seen = new Set<string>();
  const found = values.filter(value => {
    const key = keyOf(value);
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return found.length > MAX_VALUES ? UNKNOWN_VALUES : found;
}

function keyOf(value: Value): string | undefined {
  switch (value.kind) {
    case 'unknown':
    case 'nothing':
    case 'process':
    case 'environment': return value.kind;
    case 'text': return JSON.stringify(value.text);
    case 'event': return `event ${value.path}`;
    default: return undefined;
  }
}
