import type { Stack } from 'aws-cdk-lib';
import { generatedName, ownFunctionArns } from './function-identity';
import type { LogStreamsArn } from './log-group-arn';
import type { PolicyArn } from './own-arn';
import type { RoleStatement } from './role-statements';
import type { FunctionTarget, TargetRole } from '../targets/function-target';

/** Calls that change what the function is, where its traffic goes, who may call it, or whether the guard runs. */
const OWN_FUNCTION = [
  'lambda:AddPermission',
  'lambda:Create*',
  'lambda:DeleteFunction*',
  'lambda:PublishVersion',
  'lambda:PutFunction*',
  'lambda:PutRuntimeManagementConfig',
  'lambda:RemovePermission',
  'lambda:Update*',
];

/** Calls that change what the role may do, or who may take it. */
const OWN_ROLE = ['iam:Attach*', 'iam:Delete*', 'iam:Detach*', 'iam:Put*', 'iam:Update*'];

/** Calls that change what the guard's policy on the role says. */
const OWN_POLICY = ['iam:CreatePolicyVersion', 'iam:DeletePolicy*', 'iam:SetDefaultPolicyVersion'];

/** Calls that wipe traces, or stop them from reaching their readers. */
const OWN_LOGS = ['logs:Delete*', 'logs:PutRetentionPolicy'];

/** Denies that hold whatever else the role is ever granted: injected code cannot switch the guard off or wipe its traces. */
export function selfTamperDenies(target: FunctionTarget, role: Extract<TargetRole, { kind: 'own' }>, logStreams: LogStreamsArn, policyId: string): RoleStatement[] {
  return [
    { Sid: 'KeepOwnFunction', Effect: 'Deny', Action: OWN_FUNCTION, Resource: ownFunctionArns(target) },
    { Sid: 'KeepOwnRole', Effect: 'Deny', Action: OWN_ROLE, Resource: role.resource.attrArn },
    { Sid: 'KeepOwnPolicy', Effect: 'Deny', Action: OWN_POLICY, Resource: ownPolicyArn(target.stack, policyId) },
    { Sid: 'KeepOwnLogs', Effect: 'Deny', Action: OWN_LOGS, Resource: logStreams.arn },
  ];
}

/** A pattern, since a policy cannot refer to itself; IAM has no region. */
function ownPolicyArn(stack: Stack, policyId: string): PolicyArn {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${generatedName(stack, policyId)}` };
}
