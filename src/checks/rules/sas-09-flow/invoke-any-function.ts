import { allowedActions } from '../../../app-model/iam/function-permissions';
import { covers } from '../../../app-model/iam/pattern';
import { PERMISSION_TYPES } from '../../../app-model/iam/roles';
import { isServiceWide, isWholeService } from '../../../app-model/iam/service-wide';
import { display } from '../../../app-model/value';
import { allow, functionRole } from '../../examples';
import { isNarrowed } from '../../iam/star-only';
import type { Rule } from '../../rule';

const INVOKING = ['lambda:InvokeFunction', 'lambda:InvokeAsync', 'lambda:InvokeFunctionUrl', 'lambda:InvokeWebFunctionEndpoint'];

export const invokeAnyFunction: Rule = {
  id: 'SAS9-InvokeAnyFunction',
  title: 'the function may invoke every function of the account',
  weakness: 'SAS-9',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-285'],
  why: 'Whoever takes over one function steps into the middle of any flow: past the checks that come before, with an event of their choice.',
  fix: 'worker.grantInvoke(fn);',
  resourceTypes: PERMISSION_TYPES,
  supersedes: ['SAS4-WildcardResource', 'SAS4-DataPlaneWildcard'],
  example: {
    flagged: { Resources: { Role: functionRole(allow('lambda:InvokeFunction', 'arn:aws:lambda:*:*:function:*')) } },
    findings: { Role: ['SAS9-InvokeAnyFunction[Action::lambda:InvokeFunction]'] },
    fixed: { Resources: { Role: functionRole(allow('lambda:InvokeFunction', 'arn:aws:lambda:eu-west-1:111122223333:function:worker')) } },
  },
  check: (source, model) => allowedActions(source, model)
    .filter(({ action, statement }) => !isWholeService(action) && !isNarrowed(statement) && INVOKING.some(invoking => covers(action, invoking)))
    .flatMap(({ action, statement }) => statement.resources.filter(isServiceWide)
      .map(({ value, when }) => ({ detail: `Action::${action}`, note: `it allows ${action} on ${display(value)}`, when }))),
};
