import { type AllowedAction, allowedIn, permissionsOfFunctions } from '../../../app-model/iam/function-permissions';
import { covers } from '../../../app-model/iam/pattern';
import { isServiceWide, isWholeService } from '../../../app-model/iam/service-wide';
import { allow, functionRole } from '../../examples';
import { isNarrowed } from '../../iam/star-only';
import { PASS, type Rule } from '../../rule';

/** A way from some permissions to all of them: every action of a row must be there. */
interface Escalation {
  readonly name: string;
  readonly actions: readonly (readonly string[])[];
  /** Only where the action may be done to anything: on one resource it is somebody's job. */
  readonly onAnything?: boolean;
}

const alone = (action: string, onAnything = false): Escalation => ({ name: action, actions: [[action]], onAnything });
const passing = (name: string, ...actions: string[]): Escalation => ({ name: `PassRole+${name}`, actions: [['iam:PassRole'], actions] });

const ESCALATIONS: readonly Escalation[] = [
  ...[
    'iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam:AttachUserPolicy', 'iam:AttachGroupPolicy', 'iam:AttachRolePolicy', 'iam:PutUserPolicy',
    'iam:PutGroupPolicy', 'iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:CreateAccessKey', 'iam:CreateLoginProfile', 'iam:UpdateLoginProfile',
    'iam:AddUserToGroup', 'iam:DeleteRolePermissionsBoundary', 'iam:DeleteUserPermissionsBoundary',
  ].map(action => alone(action)),
  alone('lambda:UpdateFunctionCode', true),
  alone('sts:AssumeRole', true),
  passing('lambda', 'lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'),
  passing('ec2', 'ec2:RunInstances'),
  passing('ecs', 'ecs:RunTask', 'ecs:RegisterTaskDefinition'),
  passing('glue', 'glue:CreateDevEndpoint', 'glue:CreateJob', 'glue:UpdateJob'),
  passing('cloudformation', 'cloudformation:CreateStack', 'cloudformation:UpdateStack'),
  passing('sagemaker', 'sagemaker:CreateNotebookInstance', 'sagemaker:CreateTrainingJob'),
  passing('ssm', 'ssm:StartAutomationExecution'),
  passing('states', 'states:CreateStateMachine', 'states:UpdateStateMachine'),
  passing('codebuild', 'codebuild:CreateProject', 'codebuild:UpdateProject'),
];

/** `*`, `iam:*` and the like are SAS4-WildcardAction's and SAS4-AdminPolicy's. A role is judged as a whole, on itself. */
export const privilegeEscalation: Rule = {
  id: 'SAS4-PrivilegeEscalation',
  title: 'the function may give itself every permission',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-269'],
  why: 'The least permissions are no limit if one of them can change the others: whoever takes over the function is an administrator one call later.',
  fix: 'fn.addToRolePolicy(new iam.PolicyStatement({ actions: [\'iam:GetRole\'], resources: [\'arn:aws:iam::111122223333:role/orders-worker\'] })); // what changes roles belongs to a deployment role',
  resourceTypes: ['AWS::IAM::Role', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: { Role: functionRole(allow(['iam:PutRolePolicy'], 'arn:aws:iam::111122223333:role/orders')) } },
    findings: { Role: ['SAS4-PrivilegeEscalation[iam:PutRolePolicy]'] },
    fixed: { Resources: { Role: functionRole(allow('iam:GetRole', 'arn:aws:iam::111122223333:role/orders')) } },
  },
  check(role, model) {
    const permissions = model.index(permissionsOfFunctions).get(role.key);
    if (permissions === undefined) return PASS;
    const allowed = allowedIn(permissions.statements.map(statement => ({ statement, roles: [permissions] })))
      .filter(({ action }) => !isWholeService(action) && CONCERNED.test(action));
    return ESCALATIONS.filter(escalation => isPossible(escalation, allowed)).map(({ name }) => ({ detail: name, note: `by ${name}` }));
  },
};

/** Most roles hold nothing of the kind. */
const CONCERNED = new RegExp(`^(?:${[...new Set(ESCALATIONS.flatMap(({ actions }) => actions.flat()).map(action => action.split(':')[0]))].join('|')}):`, 'i');

function isPossible({ actions, onAnything = false }: Escalation, allowed: readonly AllowedAction[]): boolean {
  return actions.every(oneOf => allowed.some(({ action, statement }) => oneOf.some(needed => covers(action, needed))
    && (!onAnything || (statement.resources.some(isServiceWide) && !isNarrowed(statement)))));
}
