import { actionsMatching } from '../../actions/actions';
import { DIFFERING } from '../../operations/differing';
import type { Service } from '../../operations/table';

const byService = new WeakMap<Service, ReadonlyMap<string, string>>();

/** The operation that a method of a client calls: `list_objects_v2` → `ListObjectsV2`. */
export function operationOfMethod(service: Service, method: string): string | undefined {
  // Methods are operations in another spelling, which tells the same name.
  return /^[a-z][a-z0-9_]*$/.test(method) ? operationsOf(service).get(spelled(method)) : undefined;
}

/** The operation that a waiter calls, by the name that boto3 gives it: `bucket_exists`. */
export function operationOfWaiter(service: Service, waiter: string): string | undefined {
  for (const [name, operation] of service.waiters) if (spelled(name) === spelled(waiter)) return operation;
  return undefined;
}

/** Operations by their spelling; actions stand for those of their own name. */
function operationsOf(service: Service): ReadonlyMap<string, string> {
  const known = byService.get(service);
  if (known !== undefined) return known;
  const actions = actionsMatching(`${service.prefix}:*`).map(({ name }) => name.slice(name.indexOf(':') + 1));
  const names = [...actions, ...service.unlike.keys(), ...Object.keys(DIFFERING[service.name] ?? {})];
  const operations = new Map(names.map(name => [spelled(name), name] as const));
  byService.set(service, operations);
  return operations;
}

function spelled(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}
