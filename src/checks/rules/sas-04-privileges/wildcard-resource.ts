import { allowedActions, wildcardResources } from '../../../app-model/iam/function-permissions';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { allow, functionRole } from '../../examples';
import { statementFix } from '../../iam/replacement-fix';
import { isNarrowed, takesResource } from '../../iam/star-only';
import type { Rule } from '../../rule';

/** `*` alone is left to SAS4-WildcardAction: with such an action nobody can say what resource it should name. */
export const wildcardResource: Rule = {
  id: 'SAS4-WildcardResource',
  title: 'the function may use every resource of the account',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-732'],
  why: 'The action could name its resource, and names all: other teams\' tables, buckets and secrets are within the function\'s reach, and within that of whoever takes it over.',
  fix: 'table.grantReadData(fn); // or PolicyStatement({ actions: [\'dynamodb:GetItem\'], resources: [table.tableArn] })',
  resourceTypes: PERMISSION_TYPES,
  example: {
    flagged: { Resources: { Role: functionRole(allow(['dynamodb:DescribeTable', 'xray:PutTraceSegments'], '*')) } },
    findings: { Role: ['SAS4-WildcardResource[Action::dynamodb:DescribeTable]'] },
    fixed: { Resources: { Role: functionRole(allow('dynamodb:DescribeTable', 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders')) } },
  },
  check: (source, model) => allowedActions(source, model)
    .filter(({ action, statement }) => takesResource(action) === true && !isNarrowed(statement))
    .flatMap(({ action, statement }) => wildcardResources(statement)
      .map(({ when }) => ({ detail: `Action::${action}`, note: `it allows ${action} on *`, when, ...statementFix(statement, model) }))),
};
