import { isOperation } from '../../operations/needs';
import type { Client } from '../values/value';

/** The methods of DynamoDB's document clients, of both versions. */
const DOCUMENT_METHODS: Readonly<Record<string, string>> = {
  get: 'GetItem',
  put: 'PutItem',
  update: 'UpdateItem',
  delete: 'DeleteItem',
  query: 'Query',
  scan: 'Scan',
  batchGet: 'BatchGetItem',
  batchWrite: 'BatchWriteItem',
  transactGet: 'TransactGetItems',
  transactWrite: 'TransactWriteItems',
  executeStatement: 'ExecuteStatement',
  batchExecuteStatement: 'BatchExecuteStatement',
  executeTransaction: 'ExecuteTransaction',
};

/** The operation that a method of a document client calls. */
export function documentOperation(method: string): string | undefined {
  return Object.hasOwn(DOCUMENT_METHODS, method) ? DOCUMENT_METHODS[method] : undefined;
}

/** The operation that a method of a client calls; `undefined` for `on`, `send`, `config` and what else is none. */
export function operationOfMethod({ service, style }: Client, method: string): string | undefined {
  if (style === 'documents') return documentOperation(method);
  // Version 2 makes an object of many parts of it, and a presigned form.
  if (service.name === 's3' && (method === 'upload' || method === 'createPresignedPost')) return 'PutObject';
  const operation = method.charAt(0).toUpperCase() + method.slice(1);
  return /^[a-z]/.test(method) && isOperation(service, operation) ? operation : undefined;
}
