import { allowedActions } from '../../../app-model/iam/function-permissions';
import { covers } from '../../../app-model/iam/pattern';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { isServiceWide, isWholeService } from '../../../app-model/iam/service-wide';
import { display } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import { statementFix } from '../../iam/replacement-fix';
import { isNarrowed } from '../../iam/star-only';
import type { Rule } from '../../rule';

const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';

/** Actions that read or change data itself. Invoking a function is SAS9-InvokeAnyFunction's. */
const DATA_ACTIONS = [
  's3:GetObject', 's3:PutObject', 's3:DeleteObject', 'dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PutItem',
  'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem', 'dynamodb:GetRecords', 'dynamodb:PartiQLSelect', 'secretsmanager:GetSecretValue',
  'secretsmanager:BatchGetSecretValue', 'ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath', 'kms:Decrypt', 'sqs:ReceiveMessage',
  'sqs:SendMessage', 'sns:Publish', 'kinesis:GetRecords', 'kinesis:PutRecord', 'kinesis:PutRecords', 'events:PutEvents', 'states:StartExecution',
];

export const dataPlaneWildcard: Rule = {
  id: 'SAS4-DataPlaneWildcard',
  title: 'the function may read or change all data of a service',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-732', 'CWE-200'],
  why: 'Whoever takes over the function takes every table, bucket, secret or key of the account with it, not the one that the function works on.',
  fix: 'table.grantReadData(fn); // or PolicyStatement({ actions: [\'dynamodb:GetItem\'], resources: [table.tableArn] })',
  resourceTypes: PERMISSION_TYPES,
  supersedes: ['SAS4-WildcardResource'],
  example: {
    flagged: { Resources: { Role: functionRole(allow('dynamodb:GetItem', 'arn:aws:dynamodb:*:*:table/*')) } },
    findings: { Role: ['SAS4-DataPlaneWildcard[Action::dynamodb:GetItem]'] },
    fixed: { Resources: { Role: functionRole(allow('dynamodb:GetItem', TABLE)) } },
  },
  check: (source, model) => allowedActions(source, model)
    .filter(({ action, statement }) => !isWholeService(action) && !isNarrowed(statement) && DATA_ACTIONS.some(data => covers(action, data)))
    .flatMap(({ action, statement }) => statement.resources.filter(isServiceWide)
      .map(({ value, when }) => ({ detail: `Action::${action}`, note: `it allows ${action} on ${display(value)}`, when, ...statementFix(statement, model) }))),
};
