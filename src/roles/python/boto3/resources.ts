import * as table from './resource-table.json';
import { serviceNamed, type Service } from '../../operations/table';

/** A resource object of boto3, as its models describe it; the service itself at the empty type. */
export interface ResourceModel {
  readonly service: Service;
  readonly type: string;
  readonly identifiers: readonly string[];
  /** What reads its attributes, the first time one is asked for. */
  readonly load?: Request;
  /** By the name of the method, as are the others. */
  readonly actions: ReadonlyMap<string, Request>;
  readonly batchActions: ReadonlyMap<string, Request>;
  readonly has: ReadonlyMap<string, Reference>;
  readonly collections: ReadonlyMap<string, Request>;
  /** With the waiter's name in place of the operation's. */
  readonly waiters: ReadonlyMap<string, Request>;
}

/** What is called, with the identifier that each parameter is given; and the resource that comes of it. */
export interface Request {
  readonly operation: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly gives?: Reference;
}

/** A resource, and where its identifiers come from: `?` the caller, `!` the answer, `!*` each of an answer's, `$Name` a parameter, else an identifier. */
export interface Reference {
  readonly type: string;
  readonly identifiers: ReadonlyMap<string, string>;
}

/** The version of boto3 that the table was made of. */
export const RESOURCE_TABLE_VERSION: string = table.version;

const SERVICES: Readonly<Record<string, Readonly<Record<string, string>>>> = table.services;
const read = new Map<string, ResourceModel | undefined>();

/** A resource of a service; the service's own entrance without a type. */
export function resourceModel(serviceName: string, type = ''): ResourceModel | undefined {
  const key = `${serviceName} ${type}`;
  if (!read.has(key)) read.set(key, readModel(serviceName, type));
  return read.get(key);
}

/** The services that boto3 has resource objects for. */
export const RESOURCE_SERVICES: readonly string[] = Object.keys(SERVICES);

function readModel(serviceName: string, type: string): ResourceModel | undefined {
  const lines = Object.hasOwn(SERVICES, serviceName) ? SERVICES[serviceName] : undefined;
  const line = lines !== undefined && Object.hasOwn(lines, type) ? lines[type] : undefined;
  const service = serviceNamed(serviceName);
  if (line === undefined || service === undefined) return undefined;
  const sections = line.split('|');
  const section = (position: number) => sections[position] ?? '';
  const load = section(1);
  return {
    service,
    type,
    identifiers: words(section(0)),
    ...load === '' ? {} : { load: readRequest(load) },
    actions: entries(section(2), readRequest, snakeCase),
    batchActions: entries(section(3), readRequest, snakeCase),
    has: entries(section(4), readReference, name => name),
    collections: entries(section(5), readRequest, snakeCase),
    waiters: entries(section(6), readRequest, name => `wait_until_${snakeCase(name)}`),
  };
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

function entries<T>(text: string, readEntry: (text: string) => T, nameOf: (name: string) => string): ReadonlyMap<string, T> {
  return new Map(words(text).map(word => {
    const equals = word.indexOf('=');
    return [nameOf(word.slice(0, equals)), readEntry(word.slice(equals + 1))] as const;
  }));
}

function readRequest(text: string): Request {
  const [request = '', gives] = text.split('>');
  const { type, identifiers } = readReference(request);
  return { operation: type, parameters: identifiers, ...gives === undefined ? {} : { gives: readReference(gives) } };
}

function readReference(text: string): Reference {
  const [, type = '', inside = ''] = /^(\w+)(?:\((.*)\))?$/.exec(text) ?? [];
  const pairs = inside === '' ? [] : inside.split(',').map(pair => pair.split(':'));
  return { type, identifiers: new Map(pairs.map(([target = '', source = '']) => [target, source] as const)) };
}

/** As botocore writes the names of methods: `DBInstance` → `db_instance`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toLowerCase();
}
