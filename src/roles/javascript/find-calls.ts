import type { Expression, MemberExpression } from 'acorn';
import { ValueInput } from './input';
import { bundledWaiter } from './sdk/bundled';
import { operationOfMethod } from './sdk/methods';
import { memberName } from './syntax/assignments';
import type { CallNode, CallSite, Scope } from './syntax/scope';
import type { Evaluator } from './values/evaluator';
import { eachOf, isUnknown, type Client, type Value } from './values/value';
import type { Input } from '../operations/input';
import type { Service } from '../operations/table';
import { literalOf } from '../text';

/** What a call site is for AWS. */
export type Found =
  | { readonly kind: 'operation'; readonly service: Service; readonly operation: string; readonly input: Input }
  | { readonly kind: 'client'; readonly client: Client }
  /** A method of a client that is no operation we know. */
  | { readonly kind: 'unknown method'; readonly client: Client; readonly method: string }
  /** A call of a client whose operation or command is computed. */
  | { readonly kind: 'computed'; readonly client: Client };

/** Methods of clients that call nothing by themselves. */
const SILENT: ReadonlySet<string> = new Set(['on', 'once', 'destroy', 'createSet', 'setupRequestListeners', 'then', 'bind', 'use', 'add']);

const NONE: readonly Found[] = [];

type ClientValue = Extract<Value, { kind: 'client' }>;

/** What one call or construction does. */
export function findCalls({ node, scope }: CallSite, evaluator: Evaluator): readonly Found[] {
  return new Site(node, scope, evaluator).found();
}

class Site {
  public constructor(private readonly node: CallNode, private readonly scope: Scope, private readonly evaluator: Evaluator) {}

  public found(): readonly Found[] {
    const { callee } = this.node;
    if (callee.type === 'Super') return [];
    if (this.node.type === 'NewExpression') return this.constructed(callee);
    if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return this.functionCalls();
    const receivers = this.evaluator.evaluate(callee.object, this.scope);
    const clients = receivers.filter(value => value.kind === 'client');
    // Most calls are of something else: `console.log`, of which nothing is known.
    if (clients.length === 0) return isUnknown(receivers) ? [] : this.functionCalls();
    const methods = callee.computed ? this.computedNames(callee.property) : [memberName(callee)];
    return eachOf(clients, client => eachOf(methods, method => this.methodCalls(client, method)));
  }

  /** `client[action](params)`, where a helper is called with the names of methods. */
  private computedNames(property: MemberExpression['property']): ReadonlyArray<string | undefined> {
    if (property.type === 'PrivateIdentifier') return [undefined];
    return this.evaluator.evaluate(property, this.scope).map(value => value.kind === 'text' ? literalOf(value.text) : undefined);
  }

  private argument(position: number): readonly Value[] {
    const given = this.node.arguments[position];
    return given === undefined ? [{ kind: 'nothing' }] : this.evaluator.evaluate(given, this.scope);
  }

  private input(position: number, bound: readonly Value[] = []): Input {
    const given = this.argument(position);
    // Parameters of the client hold where the call gives no others.
    return new ValueInput(bound.length === 0 ? given : [{ kind: 'merged', layers: [bound, given] }], this.evaluator);
  }

  /** Most constructions are of something else: `new Date()`. */
  private constructed(callee: Expression): readonly Found[] {
    return isUnknown(this.evaluator.evaluate(callee, this.scope)) ? NONE : [...this.constructions(), ...this.functionCalls()];
  }

  private constructions(): readonly Found[] {
    return eachOf<Value, Found>(this.evaluator.evaluate(this.node, this.scope), value => {
      if (value.kind === 'client') return [{ kind: 'client', client: value.client }];
      return value.kind === 'command' ? [{ kind: 'operation', service: value.service, operation: value.operation, input: this.input(0) }] : [];
    });
  }

  /** Functions of an SDK that call an operation: paginators, waiters, uploads. */
  private functionCalls(): readonly Found[] {
    return eachOf<Value, Found>(this.evaluator.evaluate(this.node.callee, this.scope), value => {
      if (value.kind === 'client class' && this.node.type === 'CallExpression') return [{ kind: 'client', client: value.client }];
      const does = value.kind === 'sdk function' ? value.does : value.kind === 'function' ? bundledWaiter(value, this.evaluator) : undefined;
      if (does === undefined || does.kind === 'gives client') return [];
      const { service, operation, kind } = does;
      if (kind === 'second argument') return [{ kind: 'operation', service, operation, input: this.input(1) }];
      const parameters = this.argument(0).flatMap(options => this.evaluator.member(options, 'params'));
      return [{ kind: 'operation', service, operation, input: new ValueInput(parameters, this.evaluator) }];
    });
  }

  private methodCalls({ client, bound }: ClientValue, method: string | undefined): readonly Found[] {
    const { service } = client;
    if (method === undefined) return [{ kind: 'computed', client }];
    if (method === 'send') return this.argument(0).some(({ kind }) => kind === 'command') ? [] : [{ kind: 'computed', client }];
    if (BY_NAME.has(method)) return this.namedCalls(client, method);
    const operation = operationOfMethod(client, method);
    if (operation !== undefined) return [{ kind: 'operation', service, operation, input: this.input(0, bound) }];
    return SILENT.has(method) ? [] : [{ kind: 'unknown method', client, method }];
  }

  /** `getSignedUrl('getObject', parameters)`: the operation is told by its name. */
  private namedCalls(client: Client, method: string): readonly Found[] {
    const { service } = client;
    return this.argument(0).flatMap<Found>(value => {
      const name = value.kind === 'text' ? literalOf(value.text) ?? '' : '';
      const waited = service.waiters.get(name.charAt(0).toUpperCase() + name.slice(1));
      const operation = method === 'waitFor' ? waited : operationOfMethod(client, name);
      return operation === undefined ? [{ kind: 'computed', client }] : [{ kind: 'operation', service, operation, input: this.input(1) }];
    });
  }
}

/** Methods of version 2 whose first argument names an operation or a waiter. */
const BY_NAME: ReadonlySet<string> = new Set(['getSignedUrl', 'getSignedUrlPromise', 'waitFor', 'makeRequest', 'makeUnauthenticatedRequest']);
