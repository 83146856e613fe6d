import type { Boto3Call, Found } from './found';
import { NOTHING_FOUND } from './found';
import { CallInput } from './input';
import { operationOfMethod, operationOfWaiter } from './methods';
import { transferCall } from './transfers';
import type { Service } from '../../operations/table';
import { literalOf } from '../../text';
import type { Arguments } from '../values/arguments';
import { atLeastOne, textOf, UNKNOWN, type Bound, type Value } from '../values/value';

const EMPTY: Bound = new Map();

/** Methods of clients that call nothing by themselves. */
const SILENT: ReadonlySet<string> = new Set(['can_paginate', 'close', 'get_close', 'register', 'unregister', 'events', 'meta', '__aenter__', '__enter__', '__exit__', '__aexit__', 'exceptions']);

/** Answers that name what the request named: `get_queue_url(QueueName=name)['QueueUrl']`. */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  GetQueueUrl: { QueueUrl: 'QueueName' },
  CreateQueue: { QueueUrl: 'QueueName' },
  CreateTopic: { TopicArn: 'Name' },
};

/** What a method of a client does. */
export function clientCall(service: Service, method: string, args: Arguments): Boto3Call {
  switch (method) {
    case 'get_paginator': return named(args, 'operation_name', name => operationOfMethod(service, name), operation => ({ kind: 'paginator', service, operation }), service);
    case 'get_waiter': return named(args, 'waiter_name', name => operationOfWaiter(service, name), operation => ({ kind: 'waiter', service, operation }), service);
    case 'generate_presigned_url': return presigned(service, args);
    default:
  }
  const transfer = service.name === 's3' ? transferCall(service, method, args, EMPTY) : undefined;
  if (transfer !== undefined) return transfer;
  if (isSigner(service, method)) return { found: [{ kind: 'library', name: `${service.name}.${method}` }], result: [UNKNOWN] };
  const operation = operationOfMethod(service, method);
  if (operation !== undefined) return operationCall(service, operation, args, EMPTY);
  return SILENT.has(method) ? NOTHING_FOUND : { found: [{ kind: 'unknown method', service, method }], result: [UNKNOWN] };
}

/** Signing in to a database is another service's action, on a user of the database. */
function isSigner({ name }: Service, method: string): boolean {
  return (name === 'rds' || name === 'dsql') && /^generate_db_\w*auth_token$/.test(method);
}

/** A call of an operation, and what its answer is known to hold. */
export function operationCall(service: Service, operation: string, args: Arguments, bound: Bound): Boto3Call {
  const { evaluator, keywords } = args;
  const input = new CallInput([keywords], bound, evaluator);
  const answers = Object.entries(Object.hasOwn(ANSWERS, operation) ? ANSWERS[operation] ?? {} : {});
  const result: Value = answers.length === 0 ? UNKNOWN : { kind: 'record', members: new Map(answers.map(([name, parameter]) => [name, answered(parameter, args, bound)] as const)) };
  return { found: [{ kind: 'operation', service, operation, input }], result: [result] };
}

/** What a parameter of a request was given. */
export function answered(parameter: string, args: Arguments, bound: Bound): readonly Value[] {
  return bound.get(parameter) ?? atLeastOne(args.named(parameter).filter(({ kind }) => kind !== 'nothing')) ?? [UNKNOWN];
}

/** Methods that are told an operation or a waiter by its name. */
function named(args: Arguments, keyword: string, find: (name: string) => string | undefined, make: (operation: string) => Value, service: Service): Boto3Call {
  const found: Found[] = [];
  const result = args.at(0, keyword).map(value => {
    const name = literalOf(textOf(value));
    const operation = name === undefined ? undefined : find(name);
    if (operation !== undefined) return make(operation);
    found.push(name === undefined ? { kind: 'computed', service } : { kind: 'unknown method', service, method: name });
    return UNKNOWN;
  });
  return { found, result };
}

/** `generate_presigned_url('get_object', Params={…})` is called by whoever gets the URL, with the function's permissions. */
function presigned(service: Service, args: Arguments): Boto3Call {
  const found = args.at(0, 'ClientMethod').flatMap<Found>(value => {
    const operation = operationOfMethod(service, literalOf(textOf(value)) ?? '');
    return operation === undefined ? [{ kind: 'computed', service }] : [{ kind: 'operation', service, operation, input: new CallInput(args.at(1, 'Params'), EMPTY, args.evaluator) }];
  });
  return { found, result: [UNKNOWN] };
}
