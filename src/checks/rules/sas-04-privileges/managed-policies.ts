import type { AppModel } from '../../../app-model/app-model';
import { isServerlessFunction } from '../../../app-model/functions';
import { allowedActions, allowedIn, permissionsOfFunctions } from '../../../app-model/iam/function-permissions';
import { orchestratorStatements } from '../../../app-model/iam/orchestrators';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { isServiceWide } from '../../../app-model/iam/service-wide';
import type { Resource } from '../../../app-model/template';
import { type Possibility, skeleton } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import type { Rule } from '../../rule';

const TRUST = { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
const role = (arn: string) => ({ Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: TRUST, ManagedPolicyArns: [arn] } });

/** Policies of AWS that hold a service, or the account, as a whole. */
const ADMINISTRATIVE = /^(?:AdministratorAccess.*|PowerUserAccess|IAMFullAccess|SystemAdministrator|DatabaseAdministrator|NetworkAdministrator|.*(?:FullAccess|_FullAccess))$/;

/** Policies of AWS that hold nothing that could be narrowed. */
const UNAVOIDABLE = ['AWSXRayDaemonWriteAccess', 'AWSXrayWriteOnlyAccess'];

const BASIC_EXECUTION = 'AWSLambdaBasicExecutionRole';

export const adminPolicy: Rule = {
  id: 'SAS4-AdminPolicy',
  title: 'the function is an administrator',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-250'],
  why: 'One injection, or one bad dependency, owns the account or a whole service of it: data, users, backups and the logs that would tell.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code }); table.grantReadWriteData(fn); // a role of its own, and grants',
  resourceTypes: [...PERMISSION_TYPES, 'AWS::Serverless::StateMachine'],
  supersedes: ['SAS4-AwsManagedPolicy', 'SAS4-WildcardAction', 'SAS4-PassRoleUnscoped', 'SAS4-OrchestratorRoleBroad'],
  example: {
    flagged: { Resources: { Role: role('arn:aws:iam::aws:policy/AdministratorAccess'), Inline: functionRole(allow('*', '*')) } },
    findings: { Role: ['SAS4-AdminPolicy[Policy::AdministratorAccess]'], Inline: ['SAS4-AdminPolicy[Action::*]'] },
    fixed: { Resources: { Role: role('arn:aws:iam::111122223333:policy/orders'), Inline: functionRole(allow('s3:GetObject', 'arn:aws:s3:::orders/*')) } },
  },
  check: (source, model) => [
    ...managedPolicies(source, model).filter(({ name }) => ADMINISTRATIVE.test(name))
      .map(({ name, when }) => ({ detail: `Policy::${name}`, note: `by ${name}`, when })),
    ...[...allowedActions(source, model), ...allowedIn(model.index(orchestratorStatements).get(source.key) ?? [])]
      .filter(({ action, statement }) => /^\*+$/.test(action) && statement.resources.some(isServiceWide))
      .map(({ action, when }) => ({ detail: `Action::${action}`, note: `it allows ${action} on everything, or on a whole service`, when })),
  ],
};

/** What `AWSLambdaBasicExecutionRole` allows on every log group of the account, the guard's role allows on one. */
export const awsManagedPolicy: Rule = {
  id: 'SAS4-AwsManagedPolicy',
  title: 'a policy that AWS maintains for everybody says what the function may do',
  weakness: 'SAS-4',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-250'],
  why: 'It names no resource of this app, holds what other people need, and grows when AWS changes it.',
  fix: 'ServerlessGuard.protect(this); // a role of its own with its log group alone; grants for everything else',
  resourceTypes: ['AWS::IAM::Role', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: { Role: role('arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'), Reader: role('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess') } },
    findings: { Role: ['SAS4-AwsManagedPolicy[BasicExecutionUnscoped]'], Reader: ['SAS4-AwsManagedPolicy[Policy::AmazonS3ReadOnlyAccess]'] },
    fixed: { Resources: { Role: role('arn:aws:iam::111122223333:policy/orders'), Reader: role('arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess') } },
  },
  check: (source, model) => managedPolicies(source, model)
    .filter(({ name }) => !UNAVOIDABLE.includes(name))
    .map(({ name, when }) => name === BASIC_EXECUTION
      ? { detail: 'BasicExecutionUnscoped', note: 'it may write to every log group of the account', when }
      : { detail: `Policy::${name}`, note: `by ${name}`, when }),
};

/** The policies of AWS that a role of functions has, by name; SAM takes bare names, too. */
function managedPolicies(source: Resource, model: AppModel): ReadonlyArray<{ readonly name: string; readonly when: Possibility['when'] }> {
  return (model.index(permissionsOfFunctions).get(source.key)?.managedPolicyArns ?? []).flatMap(({ value, when }) => {
    const text = skeleton(value) ?? '';
    const [, name] = /^arn:[^:]*:iam::aws:policy\/(?:[^*]*\/)?([^/]+)$/.exec(text) ?? [];
    const bare = isServerlessFunction(source) && /^[A-Z]\w+$/.test(text) ? text : undefined;
    const found = name ?? bare;
    return found === undefined ? [] : [{ name: found, when }];
  });
}
