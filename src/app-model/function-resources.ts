import type { AppModel } from './app-model';
import { FUNCTION_TYPES, functionProperty } from './functions';
import { items } from './property';
import type { Resource } from './template';

/** The security groups of functions, each with the functions that are in it. Pass it to `model.index()`. */
export function functionSecurityGroups(model: AppModel): ReadonlyMap<Resource, readonly Resource[]> {
  const groups = new Map<Resource, Resource[]>();
  for (const fn of model.resourcesOf(...FUNCTION_TYPES)) {
    for (const { value } of items(functionProperty(fn, 'VpcConfig', 'SecurityGroupIds'))) {
      if (value.kind === 'reference') groups.set(value.resource, [...groups.get(value.resource) ?? [], fn]);
    }
  }
  return groups;
}
