import { DISABLE_CREATION_STACK_TRACES } from 'aws-cdk-lib/cx-api';
import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { freeId } from './free-id';

const SCOPES = new WeakMap<IConstruct, Construct>();

/** The construct below a function that holds all that the guard makes for it, so that no id meets one of the user's. */
export function guardScope(scope: Construct): Construct {
  const known = findGuardScope(scope);
  if (known !== undefined) return known;
  const made = new Construct(scope, freeId(scope, 'ServerlessGuard'));
  // No line of the user's made what is in it, and every trace costs as much as making the resource.
  made.node.setContext(DISABLE_CREATION_STACK_TRACES, true);
  SCOPES.set(scope, made);
  return made;
}

/** The same, if there is one yet. */
export function findGuardScope(scope: IConstruct): Construct | undefined {
  return SCOPES.get(scope);
}
