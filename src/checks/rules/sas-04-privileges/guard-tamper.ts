import { allowedIn, type FunctionStatement, functionStatements } from '../../../app-model/iam/function-permissions';
import { covers } from '../../../app-model/iam/pattern';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { isServiceWide, isWholeService } from '../../../app-model/iam/service-wide';
import type { Statement } from '../../../app-model/iam/statement';
import { literalText, type Possibility, skeleton } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import type { Rule } from '../../rule';

/** What switches off a function's own protection, and what would tell of it. */
const TAMPERING: readonly string[] = [
  'lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration', 'lambda:PublishLayerVersion', 'lambda:DeleteFunctionConcurrency', 'lambda:AddPermission',
  'lambda:PutFunctionRecursionConfig', 'lambda:PutRuntimeManagementConfig', 'lambda:DeleteFunctionCodeSigningConfig',
  'logs:DeleteLogGroup', 'logs:DeleteLogStream', 'logs:PutRetentionPolicy', 'logs:DeleteRetentionPolicy', 'logs:DeleteDataProtectionPolicy',
  'cloudwatch:DeleteAlarms', 'cloudwatch:DisableAlarmActions', 'cloudtrail:StopLogging', 'cloudtrail:DeleteTrail', 'cloudtrail:UpdateTrail',
];

/** A Deny on the function or its log group takes the action away where it would hurt. */
export const guardTamper: Rule = {
  id: 'SAS4-GuardTamper',
  title: 'the function may switch off its own guard, or what would tell of an attack',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-693', 'CWE-732'],
  why: 'The first thing that code in the function would do is to remove the layer, the log group or the alarm; afterwards nothing stops or tells.',
  fix: 'ServerlessGuard.protect(this); // denies it on the function itself; a deployment belongs to a role that no function has',
  resourceTypes: PERMISSION_TYPES,
  supersedes: ['SAS4-WildcardResource', 'SAS4-WildcardActionPrefix'],
  example: {
    flagged: { Resources: { Role: functionRole(allow('logs:DeleteLogGroup', '*')) } },
    findings: { Role: ['SAS4-GuardTamper[Action::logs:DeleteLogGroup]'] },
    fixed: { Resources: { Role: functionRole(allow('logs:PutLogEvents', 'arn:aws:logs:eu-west-1:111122223333:log-group:orders:*')) } },
  },
  check: (source, model) => (model.index(functionStatements).get(source.key) ?? []).flatMap(held => allowedIn([held])
    .filter(({ action, statement }) => !isWholeService(action) && reachesOwn(statement) && tampersWith(action, held))
    .map(({ action, when }) => ({ detail: `Action::${action}`, note: `it allows ${action}`, when }))),
};

function tampersWith(action: string, { roles }: FunctionStatement): boolean {
  return TAMPERING.some(tampering => covers(action, tampering)
    && !roles.every(({ statements }) => statements.some(statement => deniesOnOwn(statement, tampering))));
}

/** Everything, or something of the app that is a function, a log group or an alarm. */
function reachesOwn({ resources }: Statement): boolean {
  return resources.some(possibility => isServiceWide(possibility) || namesOwn(possibility));
}

const OWN = /^AWS::(Lambda::Function|Serverless::Function|Logs::LogGroup|CloudWatch::Alarm|CloudTrail::Trail)$/;

function namesOwn({ value }: Possibility): boolean {
  if (value.kind === 'reference') return OWN.test(value.resource.type);
  return value.kind === 'text' && value.parts.some(part => part.kind === 'reference' && OWN.test(part.resource.type));
}

function deniesOnOwn({ effect, conditions, actions, resources }: Statement, action: string): boolean {
  return effect === 'Deny' && conditions.length === 0
    && actions.some(({ value }) => covers(literalText(value) ?? '', action))
    && resources.some(resource => isServiceWide(resource) || namesOwn(resource) || /:function:/.test(skeleton(resource.value) ?? ''));
}
