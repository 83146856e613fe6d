import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { freeId } from './free-id';

const SCOPES = new WeakMap<IConstruct, Construct>();

/** The construct below a function that holds all that the guard makes for it, so that no id meets one of the user's. */
export function guardScope(scope: Construct): Construct {
  const known = findGuardScope(scope);
  if (known !== undefined) return known;
  const made = new Construct(scope, freeId(scope, 'ServerlessGuard'));
  SCOPES.set(scope, made);
  return made;
}

/** The same, if there is one yet. */
export function findGuardScope(scope: IConstruct): Construct | undefined {
  return SCOPES.get(scope);
}
