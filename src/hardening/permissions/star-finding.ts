import { resourceTypesOf } from '../../roles/actions/actions';
import type { RoleStatement, UnavoidableFinding } from '../role-statements';

/** Why a statement is about `*`, where AWS leaves nothing else to write. */
export function starFinding({ Effect, Action, Resource }: RoleStatement): UnavoidableFinding | undefined {
  if (Effect !== 'Allow' || ![Resource].flat().includes('*')) return undefined;
  if (![Action].flat().every(action => resourceTypesOf(action)?.every(({ required }) => !required))) return undefined;
  return { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'the code needs these actions, which need no resource type, so that "*" is their only legal resource' };
}
