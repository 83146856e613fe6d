import type { AppModel } from '../../../app-model/app-model';
import { functionRoles } from '../../../app-model/iam/roles';
import type { Resource } from '../../../app-model/template';
import { allow, functionRole } from '../../examples';
import type { Finding, Rule } from '../../rule';

const fn = (role: string) => ({ Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Role: { 'Fn::GetAtt': [role, 'Arn'] } } });
const ROLE = functionRole(allow('s3:GetObject', 'arn:aws:s3:::orders/*'));

/** One finding for each role: on the role where the app has it, else on the first function that names it. */
export const sharedRole: Rule = {
  id: 'SAS4-SharedRole',
  title: 'several functions share one role',
  weakness: 'SAS-4',
  severity: 'error',
  tier: 'core',
  cwe: ['CWE-250'],
  why: 'Each function holds what any of them needs: the weakest one decides what an attacker gets, and no log tells which function used a permission.',
  fix: 'new lambda.Function(this, \'Orders\', { runtime, handler, code }); // without `role` CDK makes one for each function',
  resourceTypes: ['AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: { Role: ROLE, Orders: fn('Role'), Invoices: fn('Role') } },
    findings: { Role: ['SAS4-SharedRole'] },
    fixed: { Resources: { OrdersRole: ROLE, InvoicesRole: ROLE, Orders: fn('OrdersRole'), Invoices: fn('InvoicesRole') } },
  },
  check: (resource, model, { includeCdkManaged }) => model.index(includeCdkManaged ? sharedByAny : sharedByUsers).get(resource.key) ?? [],
};

const sharedByAny = (model: AppModel) => sharedRoles(model, () => true);
/** The singletons that CDK adds are one thing, whatever they share. */
const sharedByUsers = (model: AppModel) => sharedRoles(model, ({ cdkManaged }) => !cdkManaged);

function sharedRoles(model: AppModel, counts: (fn: Resource) => boolean): ReadonlyMap<string, readonly Finding[]> {
  const shared = new Map<string, readonly Finding[]>();
  for (const { role, functions } of model.index(functionRoles).values()) {
    const users = functions.filter(counts);
    const [first] = users;
    if (first === undefined || users.length < 2) continue;
    shared.set((role ?? first).key, [{ note: `used by ${users.map(({ logicalId }) => logicalId).join(', ')}` }]);
  }
  return shared;
}
