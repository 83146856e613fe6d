import { allowedActions } from '../../../app-model/iam/function-permissions';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { isWholeService } from '../../../app-model/iam/service-wide';
import { actionsMatching } from '../../../roles/actions/actions';
import { allow, functionRole } from '../../examples';
import { statementFix } from '../../iam/replacement-fix';
import type { Rule } from '../../rule';

const ORDERS = 'arn:aws:s3:::orders/*';
const MANY = 40;

/** What levels of access are for: a pattern that mixes them grants what its verb does not say. */
const KINDS: Readonly<Record<string, string>> = { 'List': 'reading', 'Read': 'reading', 'Write': 'writing', 'Tagging': 'writing', 'Permissions management': 'deciding who may' };

export const wildcardActionPrefix: Rule = {
  id: 'SAS4-WildcardActionPrefix',
  title: 'the function may do more than the verb of the action says',
  weakness: 'SAS-4',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-269'],
  why: 'A pattern such as `s3:Put*` holds `PutBucketPolicy` beside `PutObject`, and whatever AWS adds later under the same verb.',
  fix: 'bucket.grantPut(fn); // or a PolicyStatement that names the actions the code calls',
  resourceTypes: PERMISSION_TYPES,
  example: {
    flagged: { Resources: { Role: functionRole(allow('s3:Put*', ORDERS)) } },
    findings: { Role: ['SAS4-WildcardActionPrefix[Action::s3:Put*]'] },
    fixed: { Resources: { Role: functionRole(allow('s3:PutObject', ORDERS)) } },
  },
  check: (source, model) => allowedActions(source, model)
    .filter(({ action }) => /[*?]/.test(action) && !isWholeService(action))
    .flatMap(({ action, statement, when }) => {
      const matching = actionsMatching(action);
      const kinds = new Set(matching.map(({ accessLevel }) => KINDS[accessLevel]));
      if (kinds.size < 2 && matching.length <= MANY) return [];
      return [{ detail: `Action::${action}`, note: `it allows ${matching.length} actions for ${[...kinds].join(' and ')}`, when, ...statementFix(statement, model) }];
    }),
};
