import { referencesOf } from './references';
import type { Template } from './template';

/** Resources that wait for each other, which CloudFormation refuses: one circle, if there is any. */
export function circle(template: Template): string[] {
  const edges = new Map(Object.entries(template.Resources).map(([id, resource]) => [id, [...new Set(referencesOf(resource).map(({ name }) => name))]]));
  const done = new Set<string>();
  for (const id of edges.keys()) {
    const found = search(id, edges, done, []);
    if (found.length > 0) return [`circular dependency ${found.join(' → ')}`];
  }
  return [];
}

function search(id: string, edges: ReadonlyMap<string, readonly string[]>, done: Set<string>, path: readonly string[]): string[] {
  const known = path.indexOf(id);
  if (known >= 0) return [...path.slice(known), id];
  if (done.has(id)) return [];
  for (const next of edges.get(id) ?? []) {
    if (next === id) continue;
    const found = search(next, edges, done, [...path, id]);
    if (found.length > 0) return found;
  }
  done.add(id);
  return [];
}
