import { FUNCTION_TYPES } from '../../../app-model/functions';
import { permissionsByFunction } from '../../../app-model/iam/function-permissions';
import { statementsCode } from '../../../roles/compare/code/statement-code';
import { missingPermissions } from '../../../roles/compare/missing';
import { statementsOfPermissions } from '../../../roles/compare/replacement';
import { functionWithCode, GET_ORDER, ORDERS_TABLE, TABLE_ARN } from '../../code-examples';
import { allow } from '../../examples';
import { PASS, type Rule } from '../../rule';

/** Code may hold what is never reached: a hint at what will be refused, and no verdict. */
export const missingPermission: Rule = {
  id: 'SAS4-MissingPermission',
  title: 'the code calls what no statement of its role allows',
  weakness: 'SAS-4',
  severity: 'info',
  tier: 'strict',
  cwe: ['CWE-280'],
  why: 'It ends in AccessDenied, and the cure that comes to mind in production is a wildcard: what is granted exactly before is never widened in a hurry.',
  fix: 'fn.addToRolePolicy(new iam.PolicyStatement({ actions: [\'dynamodb:GetItem\'], resources: [table.tableArn] }));',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Table: ORDERS_TABLE, ...functionWithCode(GET_ORDER, allow('dynamodb:PutItem', TABLE_ARN)) } },
    findings: { Orders: ['SAS4-MissingPermission[Action::dynamodb:GetItem]'] },
    also: { Role: ['SAS4-UnusedPermission'] },
    fixed: { Resources: { Table: ORDERS_TABLE, ...functionWithCode(GET_ORDER, allow('dynamodb:GetItem', TABLE_ARN)) } },
  },
  check(fn, model) {
    const role = model.index(permissionsByFunction).get(fn.key);
    if (role === undefined) return PASS;
    return missingPermissions(fn, role, model).map(permission => {
      const [use] = permission.uses;
      return {
        detail: `Action::${permission.action}`,
        note: `${permission.action}${use === undefined || use.file === '' ? '' : `, in ${use.file}:${use.line}`}`,
        fix: statementsCode(statementsOfPermissions([permission]), role, [fn]),
      };
    });
  },
};
