import { classOfPackage } from './packages';
import type { Evaluator } from '../values/evaluator';
import { UNKNOWN, type Client, type Value } from '../values/value';

/** What `new X(options)` makes, for an X of an SDK. */
export function constructed(callee: Value, options: readonly Value[], evaluator: Evaluator): Value {
  if (callee.kind === 'client class') return { kind: 'client', client: callee.client, bound: boundParameters(options, evaluator) };
  if (callee.kind === 'command class') return { kind: 'command', service: callee.service, operation: callee.operation };
  return callee.kind === 'package' ? constructed(classOfPackage(callee.name), options, evaluator) : UNKNOWN;
}

/** `new AWS.S3({ params: { Bucket } })`: parameters of every call. */
function boundParameters(options: readonly Value[], evaluator: Evaluator): readonly Value[] {
  return options.flatMap(value => value.kind === 'object' ? evaluator.member(value, 'params') : []).filter(({ kind }) => kind !== 'nothing');
}

/** `DynamoDB.DocumentClient` and `DynamoDBDocumentClient.from`. */
export function memberOfClientClass(client: Client, name: string): Value {
  if (client.service.name !== 'dynamodb') return UNKNOWN;
  if (name === 'DocumentClient') return { kind: 'client class', client: { ...client, style: 'documents' } };
  return name === 'from' ? { kind: 'sdk function', does: { kind: 'gives client', client } } : UNKNOWN;
}
