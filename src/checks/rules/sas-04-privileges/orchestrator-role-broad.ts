import { allowedIn } from '../../../app-model/iam/function-permissions';
import { orchestratorStatements } from '../../../app-model/iam/orchestrators';
import { covers } from '../../../app-model/iam/pattern';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { isServiceWide, isWholeService } from '../../../app-model/iam/service-wide';
import { allow } from '../../examples';
import type { Rule } from '../../rule';

const machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } } };
const role = (resource: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'states.amazonaws.com' } }] },
    Policies: [{ PolicyName: 'Invoke', PolicyDocument: allow('lambda:InvokeFunction', resource) }],
  },
});

export const orchestratorRoleBroad: Rule = {
  id: 'SAS4-OrchestratorRoleBroad',
  title: 'what calls functions here may call all of them',
  weakness: 'SAS-4',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-732'],
  why: 'A state machine, pipe or rule whose definition or input an attacker can change invokes functions that it was never meant for.',
  fix: 'fn.grantInvoke(machine); // or the ARN of the one function',
  resourceTypes: [...PERMISSION_TYPES, 'AWS::Serverless::StateMachine'],
  example: {
    flagged: { Resources: { Machine: machine, Role: role('*') } },
    findings: { Role: ['SAS4-OrchestratorRoleBroad[Action::lambda:InvokeFunction]'] },
    fixed: { Resources: { Machine: machine, Role: role('arn:aws:lambda:eu-west-1:111122223333:function:orders') } },
  },
  check: (source, model) => allowedIn(model.index(orchestratorStatements).get(source.key) ?? []).flatMap(({ action, statement, when }) => {
    const detail = `Action::${action}`;
    if (isWholeService(action)) return [{ detail, note: `it allows ${action}`, when }];
    return covers(action, 'lambda:InvokeFunction') && statement.resources.some(isServiceWide) ? [{ detail, note: `it allows ${action} on every function`, when }] : [];
  }),
};
