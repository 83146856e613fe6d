import * as table from './operation-table.json';

/** A service of AWS, as its SDKs know it. */
export interface Service {
  /** The name in boto3: `stepfunctions`. */
  readonly name: string;
  /** The service id that the names in the other SDKs are made of: `SFN`. */
  readonly id: string;
  /** The prefix of its IAM actions: `states`. */
  readonly prefix: string;
  readonly operationCount: number;
  /** Operations without an action of their own name; those of API Gateway with the HTTP method that IAM knows them by. */
  readonly unlike: ReadonlyMap<string, string | undefined>;
  /** Operations that pass a role on, with the paths of the parameters that hold it. */
  readonly roles: ReadonlyMap<string, readonly string[]>;
  /** The operation that each waiter calls: `TableExists` → `DescribeTable`. */
  readonly waiters: ReadonlyMap<string, string>;
}

/** The version of botocore that the table was made of. */
export const OPERATION_TABLE_VERSION: string = table.version;

const LINES: Readonly<Record<string, string>> = table.services;
const read = new Map<string, Service>();

/** The names of all services of the table, as in boto3. */
export const SERVICE_NAMES: readonly string[] = Object.keys(LINES);

/** The service of a name in boto3. */
export function serviceNamed(name: string): Service | undefined {
  const line = Object.hasOwn(LINES, name) ? LINES[name] : undefined;
  if (line === undefined) return undefined;
  const known = read.get(name) ?? readLine(name, line);
  read.set(name, known);
  return known;
}

/** The service id of a name, without reading the rest of its line. */
export function serviceId(name: string): string {
  const line = LINES[name] ?? '';
  return line.slice(0, line.indexOf('|'));
}

function readLine(name: string, line: string): Service {
  const [id = '', prefix = '', count = '', unlike = '', roles = '', waiters = ''] = line.split('|');
  return {
    name,
    id,
    prefix,
    operationCount: Number(count),
    unlike: new Map(words(unlike).map(word => word.split(':')).map(([operation = '', method]) => [operation, method] as const)),
    roles: new Map(words(roles).map(word => word.split(':')).map(([operation = '', paths = '']) => [operation, paths.split(',')] as const)),
    waiters: new Map(words(waiters).map(word => word.split(':')).map(([waiter = '', operation = '']) => [waiter, operation] as const)),
  };
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
