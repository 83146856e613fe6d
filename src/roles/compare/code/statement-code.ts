import { variableOf } from './construct-name';
import { quoted, textCode } from './text-code';
import type { RolePermissions } from '../../../app-model/iam/roles';
import type { Resource } from '../../../app-model/template';
import type { ReplacementStatement } from '../replacement';

/** Statements as CDK code that gives them to the one function of a role, or to the role that several share. */
export function statementsCode(statements: readonly ReplacementStatement[], { role }: Pick<RolePermissions, 'role'>, functions: readonly Resource[]): string {
  const holder = holderCode(role, functions);
  return statements.map(statement => `${holder}(${statementCode(statement)});`).join('\n');
}

/** One statement: `new iam.PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [orders.tableArn] })`. */
export function statementCode({ actions, resources, conditions }: ReplacementStatement): string {
  const members = [`actions: [${actions.map(quoted).join(', ')}]`, `resources: [${resources.map(textCode).join(', ')}]`];
  if (conditions.length > 0) members.push(`conditions: { ${conditionsCode(conditions)} }`);
  return `new iam.PolicyStatement({ ${members.join(', ')} })`;
}

function conditionsCode(conditions: ReplacementStatement['conditions']): string {
  const operators = [...new Set(conditions.map(({ operator }) => operator))];
  return operators.map(operator => {
    const keys = conditions.filter(condition => condition.operator === operator).map(({ key, values }) => {
      const texts = values.map(textCode);
      return `${quoted(key)}: ${texts.length === 1 ? texts.join('') : `[${texts.join(', ')}]`}`;
    });
    return `${/^\w+$/.test(operator) ? operator : quoted(operator)}: { ${keys.join(', ')} }`;
  }).join(', ');
}

function holderCode(role: Resource, functions: readonly Resource[]): string {
  const [only, ...others] = functions;
  const fn = only === undefined || others.length > 0 ? undefined : variableOf(only) ?? 'fn';
  return fn === undefined ? `${variableOf(role) ?? 'role'}.addToPrincipalPolicy` : `${fn}.addToRolePolicy`;
}
