import type { Boto3Call } from './found';
import { CallInput } from './input';
import type { Service } from '../../operations/table';
import type { Arguments } from '../values/arguments';
import { UNKNOWN, type Bound, type Value } from '../values/value';

/** A method of boto3's own that stands for an operation of S3, with its parameters in their order. */
interface Transfer {
  readonly operation: string;
  readonly parameters: readonly string[];
}

const TRANSFERS: Readonly<Record<string, Transfer>> = {
  upload_file: { operation: 'PutObject', parameters: ['Filename', 'Bucket', 'Key', 'ExtraArgs'] },
  upload_fileobj: { operation: 'PutObject', parameters: ['Fileobj', 'Bucket', 'Key', 'ExtraArgs'] },
  download_file: { operation: 'GetObject', parameters: ['Bucket', 'Key', 'Filename', 'ExtraArgs'] },
  download_fileobj: { operation: 'GetObject', parameters: ['Bucket', 'Key', 'Fileobj', 'ExtraArgs'] },
  copy: { operation: 'CopyObject', parameters: ['CopySource', 'Bucket', 'Key', 'ExtraArgs'] },
  generate_presigned_post: { operation: 'PutObject', parameters: ['Bucket', 'Key'] },
};

/** An object's own have its key after the file, where a bucket's own have the key first. */
const OF_OBJECTS: Readonly<Record<string, readonly string[]>> = {
  upload_file: ['Filename', 'ExtraArgs'],
  upload_fileobj: ['Fileobj', 'ExtraArgs'],
  download_file: ['Filename', 'ExtraArgs'],
  download_fileobj: ['Fileobj', 'ExtraArgs'],
  copy: ['CopySource', 'ExtraArgs'],
};
const OF_BUCKETS: Readonly<Record<string, readonly string[]>> = {
  upload_file: ['Filename', 'Key', 'ExtraArgs'],
  upload_fileobj: ['Fileobj', 'Key', 'ExtraArgs'],
  download_file: ['Key', 'Filename', 'ExtraArgs'],
  download_fileobj: ['Key', 'Fileobj', 'ExtraArgs'],
  copy: ['CopySource', 'Key', 'ExtraArgs'],
};

/**
 * What uploads, downloads and copies call; they are the only methods of boto3 that take parameters by position.
 *
 * @param bound - the bucket and the key that the method's object has
 */
export function transferCall(service: Service, method: string, args: Arguments, bound: Bound, of?: 'object' | 'bucket'): Boto3Call | undefined {
  const transfer = Object.hasOwn(TRANSFERS, method) ? TRANSFERS[method] : undefined;
  if (transfer === undefined) return undefined;
  const parameters = of === undefined ? transfer.parameters : (of === 'object' ? OF_OBJECTS : OF_BUCKETS)[method];
  if (parameters === undefined) return undefined;
  const given = new Map(bound);
  let extra: readonly Value[] = [];
  parameters.forEach((name, position) => {
    const values = args.at(position, name);
    if (name === 'ExtraArgs') extra = values.filter(({ kind }) => kind !== 'nothing');
    else if (values.some(({ kind }) => kind !== 'nothing')) given.set(name, values);
  });
  return { found: [{ kind: 'operation', service, operation: transfer.operation, input: new CallInput(extra, given, args.evaluator) }], result: [UNKNOWN] };
}
