import { allowedActions } from '../../../app-model/iam/function-permissions';
import { covers } from '../../../app-model/iam/pattern';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { isWholeService } from '../../../app-model/iam/service-wide';
import { display, skeleton } from '../../../app-model/value';
import { accountOf, isForeign } from '../../accounts';
import { allow, functionRole } from '../../examples';
import type { Rule } from '../../rule';

const assume = (arn: string) => functionRole(allow('sts:AssumeRole', arn));

/** `*` is SAS4-PrivilegeEscalation's. Another account is known where the stack's own is. */
export const crossAccountAssume: Rule = {
  id: 'SAS4-CrossAccountAssume',
  title: 'the function may take roles of other accounts',
  weakness: 'SAS-4',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-441'],
  why: 'What the function may do is decided in an account that is not looked at here, and one takeover reaches both.',
  fix: 'new iam.PolicyStatement({ actions: [\'sts:AssumeRole\'], resources: [\'arn:aws:iam::222233334444:role/orders-reader\'] }) // with trustedAccounts',
  resourceTypes: PERMISSION_TYPES,
  supersedes: ['SAS4-WildcardResource'],
  example: {
    flagged: { Resources: { Any: assume('arn:aws:iam::*:role/orders'), Other: assume('arn:aws:iam::999988887777:role/orders') } },
    findings: { Any: ['SAS4-CrossAccountAssume[Action::sts:AssumeRole]'], Other: ['SAS4-CrossAccountAssume[Action::sts:AssumeRole]'] },
    fixed: { Resources: { Any: assume('arn:aws:iam::111122223333:role/orders'), Other: assume('arn:aws:iam::111122223333:role/orders') } },
  },
  check: (source, model, parameters) => allowedActions(source, model)
    .filter(({ action }) => !isWholeService(action) && covers(action, 'sts:AssumeRole'))
    .flatMap(({ action, statement }) => statement.resources
      .filter(({ value }) => {
        const arn = skeleton(value) ?? '';
        return /^arn:[^:]*:iam::\*+:role\//.test(arn) || isForeign(accountOf(arn), source, parameters);
      })
      .map(({ value, when }) => ({ detail: `Action::${action}`, note: `of ${display(value)}`, when }))),
};
