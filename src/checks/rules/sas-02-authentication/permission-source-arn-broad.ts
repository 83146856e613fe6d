import { isCatchAll, routes } from '../../../app-model/api-routes';
import type { AppModel } from '../../../app-model/app-model';
import { isServiceWide } from '../../../app-model/iam/service-wide';
import { property } from '../../../app-model/property';
import { display, HOLE, skeleton, type Value } from '../../../app-model/value';
import type { Rule } from '../../rule';

const permission = (arn: string) => ({
  Type: 'AWS::Lambda::Permission',
  Properties: { Action: 'lambda:InvokeFunction', FunctionName: 'orders', Principal: 'events.amazonaws.com', SourceArn: arn },
});

/** An API of which every stage, method and path may invoke. */
const WHOLE_API = new RegExp(`^arn:[^:]*:execute-api:[^:]*:[^:]*:${HOLE}(?:/\\*)+$`);

/** A whole API is what it says where one of its routes takes every path; elsewhere its routes are known. */
export const permissionSourceArnBroad: Rule = {
  id: 'SAS2-PermissionSourceArnBroad',
  title: 'the permission lets every source of a kind invoke the function',
  weakness: 'SAS-2',
  severity: 'warning',
  tier: 'strict',
  cwe: ['CWE-441'],
  why: 'Whoever may make one rule, topic or route of the account invokes the function through it, past the checks of the one that was meant.',
  fix: 'fn.addPermission(\'Hourly\', { principal: new iam.ServicePrincipal(\'events.amazonaws.com\'), sourceArn: rule.ruleArn });',
  resourceTypes: ['AWS::Lambda::Permission'],
  example: {
    flagged: { Resources: { Invoke: permission('arn:aws:events:eu-west-1:111122223333:rule/*') } },
    findings: { Invoke: ['SAS2-PermissionSourceArnBroad'] },
    fixed: { Resources: { Invoke: permission('arn:aws:events:eu-west-1:111122223333:rule/hourly') } },
  },
  check: (resource, model) => property(resource, 'SourceArn')
    .filter(source => isServiceWide(source) || isWholeApi(source.value, model))
    .map(({ value, when }) => ({ note: `it names ${display(value)}`, when, location: 'Properties/SourceArn' })),
};

function isWholeApi(arn: Value, model: AppModel): boolean {
  if (arn.kind !== 'text' || !WHOLE_API.test(skeleton(arn) ?? '')) return false;
  const { to, unresolved } = model.index(routes);
  const known = arn.parts.flatMap(part => part.kind === 'reference' ? to(part.resource) : []);
  return unresolved.length === 0 && known.length > 0 && !known.some(isCatchAll);
}
