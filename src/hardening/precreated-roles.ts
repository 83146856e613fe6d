import type { IConstruct } from 'constructs';

/** Where CDK keeps what `iam.Role.customizeRoles()` was given. */
const CUSTOMIZE_ROLES = '@aws-cdk/iam:customizeRoles';

/** Whether the app may make no roles, since somebody else makes them: a further one would be an error. */
export function makesNoRoles(scope: IConstruct): boolean {
  const given = scope.node.tryGetContext(CUSTOMIZE_ROLES) as { readonly preventSynthesis?: boolean } | undefined;
  return given !== undefined && given.preventSynthesis !== false;
}
