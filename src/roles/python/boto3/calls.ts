import { clientCall } from './clients';
import { NOTHING_FOUND, type Boto3Call } from './found';
import { LIKELY_SERVICES } from './guesses';
import { CallInput } from './input';
import { operationOfMethod } from './methods';
import { powertoolsCall } from './powertools';
import { collectionCall, resourceCall } from './resource-objects';
import { resourceModel } from './resources';
import { serviceNamed } from '../../operations/table';
import { literalOf } from '../../text';
import type { Arguments } from '../values/arguments';
import { textOf, type Value } from '../values/value';

const EMPTY: ReadonlyMap<string, readonly Value[]> = new Map();

/** What makes clients and sessions, by its dotted name. */
const MAKERS: Readonly<Record<string, 'client' | 'resource' | 'session'>> = {
  'boto3.client': 'client',
  'boto3.resource': 'resource',
  'boto3.session': 'session',
  'boto3.Session': 'session',
  'boto3.session.Session': 'session',
  'boto3.setup_default_session': 'session',
  'botocore.session.get_session': 'session',
  'botocore.session.Session': 'session',
  'aioboto3.Session': 'session',
  'aioboto3.session.Session': 'session',
  'aioboto3.client': 'client',
  'aioboto3.resource': 'resource',
  'aiobotocore.get_session': 'session',
  'aiobotocore.session.get_session': 'session',
  'aiobotocore.session.AioSession': 'session',
};

/** What a call does that is one of boto3's; `undefined` where it is none. */
export function boto3Call(callee: Value, args: Arguments): Boto3Call | undefined {
  if (callee.kind === 'computed') return { found: [{ kind: 'computed', service: callee.service }], result: [{ kind: 'unknown' }] };
  if (callee.kind === 'package') {
    const made = Object.hasOwn(MAKERS, callee.name) ? MAKERS[callee.name] : undefined;
    return made === undefined ? powertoolsCall(callee.name, args) : make(made, args);
  }
  return callee.kind === 'method' ? methodCall(callee, args) : undefined;
}

function methodCall({ on, name }: Extract<Value, { kind: 'method' }>, args: Arguments): Boto3Call | undefined {
  switch (on.kind) {
    case 'session': return on.isGuess ? guessedCall(name, args) : sessionCall(name, args);
    case 'client': return clientCall(on.service, name, args);
    case 'resource': return resourceCall(on, name, args);
    case 'collection': return collectionCall(on, name, args);
    case 'paginator': return name === 'paginate' ? operation(on, args, EMPTY) : NOTHING_FOUND;
    case 'waiter': return name === 'wait' ? operation(on, args, on.bound ?? EMPTY) : NOTHING_FOUND;
    case 'batch': return NOTHING_FOUND;
    default: return undefined;
  }
}

function operation({ service, operation: name, isGuess }: Extract<Value, { kind: 'paginator' | 'waiter' }>, args: Arguments, bound: ReadonlyMap<string, readonly Value[]>): Boto3Call {
  return { found: [{ kind: 'operation', service, operation: name, input: new CallInput([args.keywords], bound, args.evaluator), isGuess }], result: [{ kind: 'unknown' }] };
}

function sessionCall(name: string, args: Arguments): Boto3Call {
  switch (name) {
    case 'client':
    case 'create_client': return make('client', args);
    case 'resource': return make('resource', args);
    default: return NOTHING_FOUND;
  }
}

/** What is unknown is a session where it makes a client of a service that there is, and a client where only one service has what it asks for. */
function guessedCall(name: string, args: Arguments): Boto3Call | undefined {
  if (name === 'get_paginator') {
    const result = args.at(0, 'operation_name').flatMap<Value>(value => onlyOperation(literalOf(textOf(value)) ?? '') ?? { kind: 'unknown' });
    return { found: [], result };
  }
  const names = args.at(0, 'service_name').map(value => literalOf(textOf(value)) ?? '');
  return names.every(service => serviceNamed(service) !== undefined) ? sessionCall(name, args) : undefined;
}

/** The paginator of an operation that one service alone has. */
function onlyOperation(method: string): Value | undefined {
  const [found, ...others] = LIKELY_SERVICES.flatMap(name => serviceNamed(name) ?? []).flatMap(service => {
    const called = operationOfMethod(service, method);
    return called === undefined ? [] : [{ kind: 'paginator', service, operation: called, isGuess: true } as const];
  });
  return others.length === 0 ? found : undefined;
}

function make(kind: 'client' | 'resource' | 'session', args: Arguments): Boto3Call {
  if (kind === 'session') return { found: [], result: [{ kind: 'session' }] };
  const made = args.at(0, 'service_name').map(value => kind === 'client' ? clientNamed(value) : resourceNamed(value));
  return { found: made.flatMap(({ found }) => found), result: made.flatMap(({ result }) => result) };
}

function clientNamed(value: Value): Boto3Call {
  const name = literalOf(textOf(value));
  const service = serviceNamed(name ?? '');
  if (service === undefined) return { found: [{ kind: 'unknown service', name }], result: [{ kind: 'unknown' }] };
  return { found: [{ kind: 'client', service }], result: [{ kind: 'client', service }] };
}

function resourceNamed(value: Value): Boto3Call {
  const name = literalOf(textOf(value));
  const model = resourceModel(name ?? '');
  if (model === undefined) return { found: [{ kind: 'unknown service', name }], result: [{ kind: 'unknown' }] };
  return { found: [{ kind: 'client', service: model.service }], result: [{ kind: 'resource', model, identifiers: EMPTY, isLoaded: true }] };
}
