import { compareRole } from './compare';
import type { AppModel } from '../../app-model/app-model';
import { permissionsByFunction } from '../../app-model/iam/function-permissions';
import type { Resource } from '../../app-model/template';
import { codeOf } from '../code/function-code';
import { needsOfFunction } from '../function-needs';

/**
 * Why it cannot be told from a function's code whether it needs what it may do; empty where it can, where it may do
 * nothing that code would need, and where there is no code.
 */
export function reasonsUnproven(fn: Resource, model: AppModel): readonly string[] {
  const role = model.index(permissionsByFunction).get(fn.key);
  if (role === undefined || codeOf(fn).kind === 'none') return [];
  const { notes } = needsOfFunction(fn, model);
  if (notes.length === 0) return [];
  // What the configuration needs is known; only the code's share of it can be unproven.
  const isNeeded = compareRole(role, model).compared.every(({ actions }) => actions.every(({ on }) => on.every(({ asGranted }) => asGranted)));
  return isNeeded ? [] : [...new Set(notes.map(({ message, file, line }) => file === '' ? message : `${message} (${file}${line === undefined ? '' : `:${line}`})`))];
}
