import { resourceModel } from './resources';
import type { Value } from '../values/value';

/** Services whose clients code hands on most: made in a module that is not there, given to a constructor by a container. */
export const LIKELY_SERVICES = [
  'dynamodb', 's3', 'sqs', 'sns', 'lambda', 'secretsmanager', 'ssm', 'stepfunctions', 'events', 'kinesis', 'firehose', 'logs', 'cognito-idp', 'kms', 'ses',
] as const;

/** Resource objects that are told by the name of what makes them: `anything.Table(name)`. */
const RESOURCES: Readonly<Record<string, string>> = { Table: 'dynamodb', Bucket: 's3' };

/** Methods that only sessions and clients have. */
const METHODS: ReadonlySet<string> = new Set(['client', 'resource', 'create_client', 'get_paginator']);

/** What an attribute of something of a package that is not there most likely is: `from layer import dynamodb`. */
export function guessedOfPackage(packageName: string, name: string): readonly Value[] | undefined {
  const own = packageName.slice(packageName.lastIndexOf('.') + 1);
  const isLikely = packageName.includes('.') && (METHODS.has(name) ? /session|boto|aws|client|s3|db/i : /dynamo|ddb|db|resource|s3/i).test(own);
  return isLikely && (METHODS.has(name) || Object.hasOwn(RESOURCES, name)) && !/^(aio)?boto/.test(packageName) ? guessed(name) : undefined;
}

/** What an attribute of something unknown most likely is. */
export function guessed(name: string): readonly Value[] {
  if (METHODS.has(name)) return [{ kind: 'method', on: { kind: 'session', isGuess: true }, name }];
  const model = Object.hasOwn(RESOURCES, name) ? resourceModel(RESOURCES[name] ?? '') : undefined;
  if (model === undefined) return [{ kind: 'unknown' }];
  return [{ kind: 'method', on: { kind: 'resource', model, identifiers: new Map(), isLoaded: true, isGuess: true }, name }];
}
