import { permissionsOfFunctions } from '../../../app-model/iam/function-permissions';
import { isServiceWide, isWholeService } from '../../../app-model/iam/service-wide';
import { compareRole, isExcess, type Excess } from '../../../roles/compare/compare';
import { describeExcess } from '../../../roles/compare/describe';
import { functionWithCode, GET_ORDER, ORDERS_TABLE, TABLE_ARN } from '../../code-examples';
import { allow } from '../../examples';
import { replacementFix } from '../../iam/replacement-fix';
import { takesResource } from '../../iam/star-only';
import { PASS, type Rule } from '../../rule';

/** One finding for each role, with everything that takes its place. Nothing is said where the code was not followed to its end. */
export const unusedPermission: Rule = {
  id: 'SAS4-UnusedPermission',
  title: 'the function may do more than its code does',
  weakness: 'SAS-4',
  severity: 'warning',
  tier: 'core',
  cwe: ['CWE-272', 'CWE-250'],
  why: 'What the code never calls helps nobody but whoever takes the function over: the table is deleted, the bucket is listed, by a permission that could have been left out.',
  fix: 'fn.addToRolePolicy(new iam.PolicyStatement({ actions: [\'dynamodb:GetItem\'], resources: [table.tableArn] })); // in place of table.grantReadWriteData(fn)',
  resourceTypes: ['AWS::IAM::Role', 'AWS::Serverless::Function'],
  example: {
    flagged: { Resources: { Table: ORDERS_TABLE, ...functionWithCode(GET_ORDER, allow(['dynamodb:GetItem', 'dynamodb:DeleteItem'], TABLE_ARN)) } },
    findings: { Role: ['SAS4-UnusedPermission'] },
    fixed: { Resources: { Table: ORDERS_TABLE, ...functionWithCode(GET_ORDER, allow('dynamodb:GetItem', TABLE_ARN)) } },
  },
  check(role, model, { includeCdkManaged }) {
    const permissions = model.index(permissionsOfFunctions).get(role.key);
    if (permissions === undefined || role.cdkManaged && !includeCdkManaged) return PASS;
    const { excess, needs } = compareRole(permissions, model);
    const told = excess.map(withoutWide).filter(({ actions }) => actions.some(isExcess));
    if (told.length === 0) return PASS;
    return [{
      ...told.every(isAboutMetadata) ? { severity: 'info' as const } : {},
      note: `nothing needs ${told.map(describeExcess).join('; ')}`,
      fix: replacementFix(told, permissions, needs.functions),
    }];
  },
};

/** Names and settings, which CDK's own grants hand out beside what is asked of them: told, and nobody's alarm. */
const METADATA = /:(Describe|List(?!Secrets)|Get(Queue(Url|Attributes)|TopicAttributes|Bucket\w*|\w+Configuration|Repository\w*))\w*$/;

function isAboutMetadata({ actions }: Excess): boolean {
  return actions.filter(isExcess).every(({ action }) => METADATA.test(action));
}

/** A whole service, and every resource of one, are other rules' findings. */
function withoutWide({ statement, actions }: Excess): Excess {
  return {
    statement,
    actions: actions.filter(({ pattern }) => !isWholeService(pattern)).flatMap(action => {
      const on = action.on.filter(({ resource }) => !isServiceWide(resource) || takesResource(action.pattern) !== true);
      return on.length === 0 ? [] : [{ ...action, on }];
    }),
  };
}
