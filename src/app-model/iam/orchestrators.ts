import type { AppModel } from '../app-model';
import { bySource, type FunctionStatement } from './function-permissions';
import { identityPolicy } from './identity-policies';
import { property } from '../property';
import { roleOf, rolePermissions } from './roles';
import { valuesAt } from '../pointers';

/** Who calls functions on somebody's behalf, and by which property it names its role. */
const ORCHESTRATORS: ReadonlyArray<readonly [type: string, ...path: readonly string[]]> = [
  ['AWS::StepFunctions::StateMachine', 'RoleArn'],
  ['AWS::Serverless::StateMachine', 'Role'],
  ['AWS::Pipes::Pipe', 'RoleArn'],
  ['AWS::Scheduler::Schedule', 'Target', 'RoleArn'],
  ['AWS::Events::Rule', 'Targets', 'RoleArn'],
  ['AWS::AppSync::DataSource', 'ServiceRoleArn'],
  ['AWS::ApiGateway::Method', 'Integration', 'Credentials'],
  ['AWS::ApiGatewayV2::Integration', 'CredentialsArn'],
  ['AWS::ApiGateway::Authorizer', 'AuthorizerCredentials'],
  ['AWS::ApiGatewayV2::Authorizer', 'AuthorizerCredentialsArn'],
];

/** The statements of roles that orchestrators use, by the key of the resource that holds them. Pass it to `model.index()`. */
export function orchestratorStatements(model: AppModel): ReadonlyMap<string, readonly FunctionStatement[]> {
  const permissions = model.index(rolePermissions);
  const roles = ORCHESTRATORS.flatMap(([type, ...path]) => model.resourcesOf(type)
    .flatMap(resource => valuesAt(property(resource), path))
    .flatMap(({ value }) => permissions.get(roleOf(value, model)?.key ?? '') ?? []));
  const made = model.resourcesOf('AWS::Serverless::StateMachine').map(machine => ({
    role: machine, statements: identityPolicy(machine), managedPolicyArns: [], permissionsBoundary: [],
  }));
  return bySource([...new Set(roles), ...made]);
}
