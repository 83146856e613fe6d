import { Construct } from 'constructs';

export const GUARD_SCOPE_ID = 'ServerlessGuard';

/** The construct below a function that holds all that the guard makes for it, so that no id meets one of the user's. */
export function guardScope(scope: Construct): Construct {
  const known = scope.node.tryFindChild(GUARD_SCOPE_ID);
  return known instanceof Construct ? known : new Construct(scope, GUARD_SCOPE_ID);
}
