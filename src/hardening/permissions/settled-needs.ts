import { covers } from '../../app-model/iam/pattern';
import type { Declarations } from '../../roles/declarations';
import type { FunctionNeeds } from '../../roles/function-needs';
import { serviceNamed } from '../../roles/operations/table';
import type { Unresolved } from '../../roles/resolve/resolve';
import type { Note } from '../../roles/use';

/** What stays open of a function's needs when the app's declarations are heard. */
export interface OpenNeeds {
  readonly unresolved: readonly Unresolved[];
  readonly notes: readonly Note[];
}

/**
 * Declarations settle what was not resolved of their actions, and what was not followed of their service. Everything that
 * was not followed is settled by the declaration that nothing else is needed.
 */
export function openNeeds({ unresolved, notes }: Pick<FunctionNeeds, 'unresolved' | 'notes'>, { permissions, complete }: Declarations): OpenNeeds {
  const services = new Set(permissions.map(({ action }) => action.slice(0, action.indexOf(':')).toLowerCase()));
  return {
    unresolved: unresolved.filter(({ action }) => !permissions.some(declared => covers(declared.action, action))),
    notes: complete === undefined ? notes.filter(({ service }) => !services.has(prefixOf(service))) : [],
  };
}

function prefixOf(service: string | undefined): string {
  return service === undefined ? '' : serviceNamed(service)?.prefix ?? service;
}
