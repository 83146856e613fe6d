import { answered, operationCall } from './clients';
import { NOTHING_FOUND, type Boto3Call } from './found';
import { CallInput } from './input';
import { resourceModel, snakeCase, type Reference, type Request, type ResourceModel } from './resources';
import { transferCall } from './transfers';
import type { Arguments } from '../values/arguments';
import { UNKNOWN, UNKNOWN_VALUES, type Bound, type Value } from '../values/value';

type ResourceValue = Extract<Value, { kind: 'resource' }>;
type CollectionValue = Extract<Value, { kind: 'collection' }>;

/** Parameters of operations whose answer names a resource by what the request named. */
const ANSWERED: Readonly<Record<string, string>> = { GetQueueUrl: 'QueueName', CreateQueue: 'QueueName', CreateTopic: 'Name', CreateTable: 'TableName' };

/** What `resource.name` is: an identifier, a collection, a client; else a method, or an attribute that is read when asked for. */
export function attributeOfResource(value: ResourceValue, name: string): readonly Value[] {
  const { model, identifiers } = value;
  if (name === 'meta') return [value];
  if (name === 'client') return [{ kind: 'client', service: model.service }];
  const identifier = identifierNamed(model, name);
  if (identifier !== undefined) return identifiers.get(identifier) ?? UNKNOWN_VALUES;
  const collection = model.collections.get(name);
  const element = collection?.gives === undefined ? undefined : resourceOf(collection.gives, value, undefined);
  if (collection !== undefined && element !== undefined) {
    return [{ kind: 'collection', element, request: { service: model.service, operation: collection.operation, bound: boundOf(collection, identifiers) } }];
  }
  // Resources that an attribute names: `instance.vpc`.
  const reference = [...model.has].find(([type, { identifiers: from }]) => snakeCase(type) === name && [...from.values()].includes('!'))?.[1];
  if (reference !== undefined) return [resourceOf(reference, value, undefined) ?? UNKNOWN];
  return [{ kind: 'method', on: value, name }];
}

/** Identifiers by the name of the attribute: `table.name`, `table.table_name`. */
function identifierNamed({ type, identifiers }: ResourceModel, name: string): string | undefined {
  return identifiers.find(identifier => snakeCase(identifier) === name || `${snakeCase(type)}_${snakeCase(identifier)}` === name);
}

/** What a method of a resource does. */
export function resourceCall(value: ResourceValue, method: string, args: Arguments): Boto3Call {
  const { found, result } = called(value, method, args);
  return { found: value.isGuess ? found.flatMap(item => item.kind === 'operation' ? [{ ...item, isGuess: true }] : []) : found, result };
}

function called(value: ResourceValue, method: string, args: Arguments): Boto3Call {
  const { model } = value;
  const { service } = model;
  const reference = model.has.get(method);
  if (reference !== undefined) return { found: [], result: [resourceOf(reference, value, args) ?? UNKNOWN] };
  const action = model.actions.get(method);
  if (action !== undefined) return actionCall(value, action, args);
  const waiter = model.waiters.get(method);
  if (waiter !== undefined) return waiterCall(value, waiter, args);
  if (method === 'load' || method === 'reload') return loadCall(value, args) ?? NOTHING_FOUND;
  if (method === 'get_available_subresources') return NOTHING_FOUND;
  if (service.name === 'dynamodb' && method === 'batch_writer') return batchWriter(value, args);
  return transferOf(value, method, args) ?? { found: [{ kind: 'unknown method', service, method }], result: [UNKNOWN] };
}

/** What is uploaded, downloaded or copied by a bucket or an object of S3. */
function transferOf({ model: { service, type }, identifiers }: ResourceValue, method: string, args: Arguments): Boto3Call | undefined {
  const of = type === 'Bucket' ? 'bucket' : type.startsWith('Object') ? 'object' : undefined;
  if (service.name !== 's3' || of === undefined) return undefined;
  const bucket = identifiers.get(of === 'bucket' ? 'Name' : 'BucketName');
  const key = identifiers.get('Key');
  return transferCall(service, method, args, new Map([...bucket === undefined ? [] : [['Bucket', bucket] as const], ...key === undefined ? [] : [['Key', key] as const]]), of);
}

function actionCall(value: ResourceValue, action: Request, args: Arguments): Boto3Call {
  const bound = boundOf(action, value.identifiers);
  const { found, result } = operationCall(value.model.service, action.operation, args, bound);
  if (action.gives === undefined) return { found, result };
  const asked = ANSWERED[action.operation];
  const name = asked === undefined ? undefined : answered(asked, args, bound);
  const made = resourceOf(action.gives, value, args, name) ?? UNKNOWN;
  const isMany = [...action.gives.identifiers.values()].includes('!*');
  return { found, result: [isMany ? { kind: 'list', items: () => [made] } : made] };
}

function waiterCall({ model, identifiers }: ResourceValue, waiter: Request, args: Arguments): Boto3Call {
  const operation = model.service.waiters.get(waiter.operation);
  return operation === undefined ? NOTHING_FOUND : operationCall(model.service, operation, args, boundOf(waiter, identifiers));
}

/** What reading an attribute calls, where the resource did not come with its attributes. */
export function loadCall({ model, identifiers, isLoaded }: ResourceValue, args: Arguments): Boto3Call | undefined {
  if (isLoaded) return undefined;
  // S3 tells of a bucket only in the list of all.
  if (model.service.name === 's3' && model.type === 'Bucket') return operationCall(model.service, 'ListBuckets', args, new Map());
  if (model.service.name === 's3' && model.type === 'ObjectSummary') return operationCall(model.service, 'HeadObject', args, new Map([['Bucket', identifiers.get('BucketName') ?? UNKNOWN_VALUES], ['Key', identifiers.get('Key') ?? UNKNOWN_VALUES]]));
  return model.load === undefined ? undefined : operationCall(model.service, model.load.operation, args, boundOf(model.load, identifiers));
}

/** `with table.batch_writer() as batch`: what is put into it goes in one request. */
function batchWriter({ model: { service }, identifiers }: ResourceValue, args: Arguments): Boto3Call {
  const bound: Bound = new Map([['RequestItems{}', identifiers.get('Name') ?? UNKNOWN_VALUES]]);
  return { found: [{ kind: 'operation', service, operation: 'BatchWriteItem', input: new CallInput([], bound, args.evaluator) }], result: [{ kind: 'batch', service, bound }] };
}

/** What a method of a collection does: `bucket.objects.filter(Prefix='x').delete()`. */
export function collectionCall(value: CollectionValue, method: string, args: Arguments): Boto3Call {
  const { element, request } = value;
  switch (method) {
    case 'all':
    case 'filter':
    case 'limit':
    case 'page_size':
    case 'pages': {
      const { found } = operationCall(request.service, request.operation, args, request.bound);
      return { found, result: [method === 'pages' ? { kind: 'list', items: () => [value] } : value] };
    }
    default: {
      const action = element.model.batchActions.get(method);
      if (action === undefined) return { found: [{ kind: 'unknown method', service: request.service, method }], result: [UNKNOWN] };
      const listed = operationCall(request.service, request.operation, args, request.bound).found;
      return { found: [...listed, ...operationCall(request.service, action.operation, args, boundOf(action, element.identifiers)).found], result: [UNKNOWN] };
    }
  }
}

function boundOf({ parameters }: Request, identifiers: ReadonlyMap<string, readonly Value[]>): Bound {
  return new Map([...parameters].map(([parameter, identifier]) => [parameter, identifiers.get(identifier) ?? UNKNOWN_VALUES] as const));
}

/** The resource that a reference names; `args` are those of the method that makes it. */
function resourceOf({ type, identifiers }: Reference, from: ResourceValue, args: Arguments | undefined, answer?: readonly Value[]): ResourceValue | undefined {
  const model = resourceModel(from.model.service.name, type);
  if (model === undefined) return undefined;
  let position = 0;
  const values = [...identifiers].map(([target, source]) => {
    if (source === '?') {
      position += 1;
      return [target, args?.at(position - 1, snakeCase(target)) ?? UNKNOWN_VALUES] as const;
    }
    if (source.startsWith('!')) return [target, answer ?? UNKNOWN_VALUES] as const;
    return [target, source.startsWith('$') ? args?.named(source.slice(1)) ?? UNKNOWN_VALUES : from.identifiers.get(source) ?? UNKNOWN_VALUES] as const;
  });
  return { kind: 'resource', model, identifiers: new Map(values), isLoaded: args === undefined, isGuess: from.isGuess };
}
