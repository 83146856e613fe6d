import { documentOperation } from './methods';
import { serviceOfClientClass, serviceOfPackage, serviceOfVersion2 } from '../../operations/services';
import { serviceNamed, type Service } from '../../operations/table';
import { UNKNOWN, type Value } from '../values/value';

const CLIENT = '@aws-sdk/client-';
const VERSION_2 = 'aws-sdk';
const VERSION_2_CLIENTS = 'aws-sdk/clients/';
const DOCUMENTS = '@aws-sdk/lib-dynamodb';

/** What other packages of the SDK export that calls AWS. */
const OTHERS: Readonly<Record<string, (name: string) => Value>> = {
  [DOCUMENTS]: memberOfDocuments,
  '@aws-sdk/lib-storage': name => functionOf(name === 'Upload', { kind: 'params of first', ...operation('s3', 'PutObject') }),
  '@aws-sdk/s3-presigned-post': name => functionOf(name === 'createPresignedPost', { kind: 'second argument', ...operation('s3', 'PutObject') }),
  '@aws-sdk/credential-providers': name => functionOf(name === 'fromTemporaryCredentials', { kind: 'params of first', ...operation('sts', 'AssumeRole') }),
};

/** Whether the package is one of the SDKs', of either version, that calls AWS. */
export function isKnownPackage(name: string): boolean {
  return name === VERSION_2 || name.startsWith('aws-sdk/') || name.startsWith(CLIENT) || Object.hasOwn(OTHERS, name);
}

/** What each package exports by the names that were asked for: in all files they are the same few. */
const members = new Map<string, Map<string, Value>>();

/** What a package exports by a name. */
export function memberOfPackage(packageName: string, name: string): Value {
  let asked = members.get(packageName);
  if (asked === undefined) members.set(packageName, asked = new Map());
  const known = asked.get(name) ?? findMember(packageName, name);
  asked.set(name, known);
  return known;
}

function findMember(packageName: string, name: string): Value {
  // Compilers wrap CommonJS modules so.
  if (name === 'default' && !packageName.startsWith(VERSION_2_CLIENTS)) return { kind: 'package', name: packageName };
  if (packageName.startsWith(VERSION_2_CLIENTS)) return memberOfVersion2File(packageName, name);
  if (packageName === VERSION_2 || packageName.startsWith('aws-sdk/')) return classOf(serviceOfVersion2(name));
  if (packageName.startsWith(CLIENT)) return memberOfClientPackage(serviceOfPackage(packageName.slice(CLIENT.length)), name);
  return OTHERS[packageName]?.(name) ?? UNKNOWN;
}

/** `require('aws-sdk/clients/s3')` is the class itself, and has it as `default`, too. */
function memberOfVersion2File(packageName: string, name: string): Value {
  const file = packageName.slice(VERSION_2_CLIENTS.length).replace(/\.js$/, '');
  if (file === 'all') return classOf(serviceOfVersion2(name));
  const service = serviceOfVersion2(file);
  if (name === 'DocumentClient' && service?.name === 'dynamodb') return { kind: 'client class', client: { service, style: 'documents' } };
  return classOf(service);
}

/** The class that a file of version 2 is, where the package itself is constructed. */
export function classOfPackage(packageName: string): Value {
  return packageName.startsWith(VERSION_2_CLIENTS) ? memberOfVersion2File(packageName, 'default') : UNKNOWN;
}

function classOf(service: Service | undefined): Value {
  return service === undefined ? UNKNOWN : { kind: 'client class', client: { service, style: 'methods' } };
}

function memberOfClientPackage(service: Service | undefined, name: string): Value {
  if (service === undefined) return UNKNOWN;
  if (name.endsWith('Command')) return { kind: 'command class', service, operation: name.slice(0, -'Command'.length) };
  if (name.endsWith('Client')) return serviceOfClientClass(name) === undefined ? UNKNOWN : { kind: 'client class', client: { service, style: 'commands' } };
  if (name.startsWith('paginate')) return functionOf(true, { kind: 'second argument', service, operation: name.slice('paginate'.length) });
  const [, waiter] = /^wait(?:Until|For)([A-Z]\w*)$/.exec(name) ?? [];
  const waited = service.waiters.get(waiter ?? '');
  if (waited !== undefined) return functionOf(true, { kind: 'second argument', service, operation: waited });
  return name.toLowerCase() === service.id.toLowerCase().replace(/[ -]/g, '') ? classOf(service) : UNKNOWN;
}

function memberOfDocuments(name: string): Value {
  const { service } = operation('dynamodb', '');
  if (name === 'DynamoDBDocumentClient') return { kind: 'client class', client: { service, style: 'commands' } };
  if (name === 'DynamoDBDocument') return { kind: 'client class', client: { service, style: 'documents' } };
  if (name.startsWith('paginate')) return functionOf(true, { kind: 'second argument', service, operation: name.slice('paginate'.length) });
  const stem = name.endsWith('Command') ? name.slice(0, -'Command'.length) : '';
  const called = documentOperation(stem.charAt(0).toLowerCase() + stem.slice(1));
  return called === undefined ? UNKNOWN : { kind: 'command class', service, operation: called };
}

function functionOf(is: boolean, does: Extract<Value, { kind: 'sdk function' }>['does']): Value {
  return is ? { kind: 'sdk function', does } : UNKNOWN;
}

function operation(service: string, name: string): { readonly service: Service; readonly operation: string } {
  const found = serviceNamed(service);
  if (found === undefined) throw new Error(`unknown service: got ${service}, expected one of operation-table.json`);
  return { service: found, operation: name };
}
