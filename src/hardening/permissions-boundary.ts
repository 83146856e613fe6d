import type * as iam from 'aws-cdk-lib/aws-iam';
import { renderedProperties } from './app-resources';

/** Gives a role the user's boundary unless it has one, from whoever; says whether it did. */
export function setBoundary(role: iam.CfnRole, boundary: iam.IManagedPolicy | undefined): boolean {
  if (boundary === undefined || renderedProperties(role).PermissionsBoundary !== undefined) return false;
  role.permissionsBoundary = boundary.managedPolicyArn;
  return true;
}
