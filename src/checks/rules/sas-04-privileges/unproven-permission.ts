import { FUNCTION_TYPES } from '../../../app-model/functions';
import { reasonsUnproven } from '../../../roles/compare/unproven';
import { functionWithCode, GET_ORDER, ORDERS_TABLE, TABLE_ARN } from '../../code-examples';
import { allow } from '../../examples';
import { PASS, type Rule } from '../../rule';

/** More notes are counted, not told. */
const TOLD = 3;

/** Not known is neither too much nor enough; without code, as in a bare template, there is nothing that could be known. */
export const unprovenPermission: Rule = {
  id: 'SAS4-UnprovenPermission',
  title: 'nobody can tell from the code whether the function needs what it may do',
  weakness: 'SAS-4',
  severity: 'info',
  tier: 'strict',
  cwe: ['CWE-1059'],
  why: 'A permission that nobody can prove to be needed stays for years: its call was removed long ago, and no one dares to take it away.',
  fix: 'fn.addEnvironment(\'TABLE\', table.tableName); // and calls that can be followed: a client, a command, and process.env.TABLE for its resource',
  resourceTypes: FUNCTION_TYPES,
  example: {
    flagged: { Resources: { Table: ORDERS_TABLE, ...functionWithCode(`${GET_ORDER}\neval(process.env.PLUGIN);`, allow('dynamodb:GetItem', TABLE_ARN)) } },
    findings: { Orders: ['SAS4-UnprovenPermission'] },
    also: { Orders: ['SAS1-InlineCodeDangerousSink[eval]'] },
    fixed: { Resources: { Table: ORDERS_TABLE, ...functionWithCode(GET_ORDER, allow('dynamodb:GetItem', TABLE_ARN)) } },
  },
  check(fn, model, { includeCdkManaged }) {
    if (fn.cdkManaged && !includeCdkManaged) return PASS;
    const reasons = reasonsUnproven(fn, model);
    if (reasons.length === 0) return PASS;
    return [{ note: reasons.slice(0, TOLD).join('; ') + (reasons.length > TOLD ? `; and ${reasons.length - TOLD} more` : '') }];
  },
};
