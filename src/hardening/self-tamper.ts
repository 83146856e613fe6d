import { ownFunctionArns } from './function-identity';
import type { LogStreamsArn } from './log-group-arn';
import type { RoleStatement } from './role-statements';
import type { FunctionTarget, TargetRole } from '../targets/function-target';

/** Calls that let code change what it is, what it may do, who may call it, or whether the guard runs. */
const OWN_FUNCTION = [
  'lambda:AddPermission',
  'lambda:CreateFunctionUrlConfig',
  'lambda:DeleteFunction',
  'lambda:DeleteFunctionCodeSigningConfig',
  'lambda:PublishVersion',
  'lambda:PutFunctionCodeSigningConfig',
  'lambda:PutFunctionRecursionConfig',
  'lambda:PutRuntimeManagementConfig',
  'lambda:RemovePermission',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'lambda:UpdateFunctionUrlConfig',
];

const OWN_ROLE = [
  'iam:AttachRolePolicy',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DeleteRolePolicy',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];

const OWN_LOGS = ['logs:DeleteLogGroup', 'logs:DeleteLogStream', 'logs:DeleteRetentionPolicy', 'logs:PutRetentionPolicy'];

/** Denies that hold whatever else the role is ever granted: injected code cannot switch the guard off or wipe its traces. */
export function selfTamperDenies(target: FunctionTarget, role: Extract<TargetRole, { kind: 'own' }>, logStreams: LogStreamsArn): RoleStatement[] {
  return [
    { Sid: 'KeepOwnFunction', Effect: 'Deny', Action: OWN_FUNCTION, Resource: ownFunctionArns(target) },
    { Sid: 'KeepOwnRole', Effect: 'Deny', Action: OWN_ROLE, Resource: role.resource.attrArn },
    { Sid: 'KeepOwnLogs', Effect: 'Deny', Action: OWN_LOGS, Resource: logStreams.arn },
  ];
}
