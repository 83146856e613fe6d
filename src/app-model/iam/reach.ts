import type { AppModel } from '../app-model';
import type { Resource } from '../template';
import { isDenied, permissionsByFunction } from './function-permissions';
import { covers } from './pattern';
import type { Statement } from './statement';
import { targetsOf } from '../pointers';
import { literalText } from '../value';

/** The statements by which a function may do one of the actions; a Deny without a condition takes them away. */
export function statementsFor(fn: Resource, actions: readonly string[], model: AppModel): readonly Statement[] {
  const permissions = model.index(permissionsByFunction).get(fn.key);
  if (permissions === undefined) return [];
  return permissions.statements.filter(statement => statement.effect === 'Allow' && statement.actions.some(({ value }) => {
    const pattern = literalText(value) ?? '';
    return actions.some(action => covers(pattern, action))
      && !statement.resources.every(resource => isDenied(pattern, resource.value, [permissions]));
  }));
}

/** Whether a function may do one of the actions to a resource of the app: named by reference, by its name, or by a wildcard. */
export function mayDo(fn: Resource, actions: readonly string[], target: Resource, model: AppModel): boolean {
  return statementsFor(fn, actions, model).some(({ resources }) => resources.some(({ value }) => {
    if (/^\*+$/.test(literalText(value) ?? '')) return true;
    return targetsOf(value, model)?.includes(target) ?? false;
  }));
}
