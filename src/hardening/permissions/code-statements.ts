import type { LiveApp } from './live-app';
import { writeResource } from './write-resource';
import type { Resource } from '../../app-model/template';
import { compileStatements } from '../../roles/compile/compile';
import type { Permission } from '../../roles/resolve/resolve';
import type { RoleStatement } from '../role-statements';

/** What code needs as statements of a policy, each named after its service. */
export function codeStatements(permissions: readonly Permission[], fn: Resource, app: LiveApp): RoleStatement[] {
  const sids = new Map<string, number>();
  return compileStatements(permissions).map(({ actions, resources, condition }): RoleStatement => {
    const written = resources.map(resource => writeResource(resource, fn, app));
    return {
      Sid: numbered(`Call${nameOf(actions[0])}`, sids),
      Effect: 'Allow',
      Action: actions,
      Resource: written.length === 1 ? written[0] as string : written,
      ...condition === undefined ? {} : { Condition: { StringEquals: { [condition.key]: writeResource(condition.value, fn, app) } } },
    };
  });
}

/** `CallDynamodb`, `CallDynamodbX2`: a Sid takes letters and digits alone, and is unique in its policy. */
function numbered(sid: string, sids: Map<string, number>): string {
  const number = (sids.get(sid) ?? 0) + 1;
  sids.set(sid, number);
  return number === 1 ? sid : `${sid}X${number}`;
}

function nameOf(action: string = ''): string {
  return action.slice(0, action.indexOf(':')).split('-').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
