import type * as iam from 'aws-cdk-lib/aws-iam';
import { liveApp } from './live-app';
import { charactersOf, splitBySize } from '../../roles/compile/size';
import { managedPolicyRoom } from '../attached-policies';
import type { RoleStatement } from '../role-statements';

/** What the guard's own statements take of the first policy at most. */
const OWN_STATEMENTS = 3000;

/** Whether a role takes the managed policies that statements need, those of the guard with them. */
export function hasRoomFor(statements: readonly RoleStatement[], role: iam.CfnRole): boolean {
  return inDocuments(statements, role, OWN_STATEMENTS).length <= managedPolicyRoom(role);
}

/** A role's statements in as many documents as IAM's limit of their size asks for. */
export function inDocuments(statements: readonly RoleStatement[], role: iam.CfnRole, reserved = 0): readonly RoleStatement[][] {
  const app = liveApp(role);
  return splitBySize(statements, statement => charactersOf(app.resolve(statement, role)), reserved);
}
