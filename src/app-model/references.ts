import type { AppModel } from './app-model';
import { evaluate, intrinsicOf } from './evaluate';
import { isObject, textOf } from './json';
import type { Resource, Template } from './template';
import type { Value } from './value';

/** Which resource mentions which, through any intrinsic and across stacks. */
export interface ReferenceGraph {
  /** What a resource mentions. */
  from(resource: Resource): ReadonlySet<Resource>;
  /** What mentions a resource. */
  to(resource: Resource): ReadonlySet<Resource>;
}

/** The graph over the whole app: one pass over every property. Pass it to `model.index()`. */
export function referenceGraph(model: AppModel): ReferenceGraph {
  const outgoing = new Map<string, Set<Resource>>();
  const incoming = new Map<string, Set<Resource>>();
  for (const resource of model.resources) {
    const mentioned = new Set<Resource>();
    collect(resource.properties, resource.template, mentioned);
    outgoing.set(resource.key, mentioned);
    for (const target of mentioned) incoming.set(target.key, (incoming.get(target.key) ?? new Set<Resource>()).add(resource));
  }
  const none: ReadonlySet<Resource> = new Set();
  return {
    from: resource => outgoing.get(resource.key) ?? none,
    to: resource => incoming.get(resource.key) ?? none,
  };
}

function collect(expression: unknown, template: Template, into: Set<Resource>): void {
  const open: unknown[] = [expression];
  while (open.length > 0) {
    const next = open.pop();
    if (Array.isArray(next)) open.push(...next);
    if (!isObject(next)) continue;
    const intrinsic = intrinsicOf(next);
    // Most references of a policy are to the partition, the region and the account, which are no resources.
    if (intrinsic?.name === 'Ref' && textOf(intrinsic.argument).startsWith('AWS::')) continue;
    if (intrinsic !== undefined) evaluate(next, template).forEach(({ value }) => addTargets(value, into));
    open.push(...Object.values(next));
  }
}

function addTargets(value: Value, into: Set<Resource>): void {
  if (value.kind === 'reference') into.add(value.resource);
  if (value.kind !== 'text') return;
  for (const part of value.parts) if (part.kind === 'reference') into.add(part.resource);
}
