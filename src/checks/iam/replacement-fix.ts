import type { AppModel } from '../../app-model/app-model';
import { functionStatements } from '../../app-model/iam/function-permissions';
import type { RolePermissions } from '../../app-model/iam/roles';
import type { Statement } from '../../app-model/iam/statement';
import type { Resource } from '../../app-model/template';
import { statementsCode } from '../../roles/compare/code/statement-code';
import { compareRole, type Excess } from '../../roles/compare/compare';
import { replacementOf } from '../../roles/compare/replacement';

/** CDK code for what is needed of statements that grant too much. */
export function replacementFix(excess: readonly Excess[], role: RolePermissions, functions: readonly Resource[]): string {
  const code = statementsCode(replacementOf(excess), role, functions);
  return code === '' ? '// leave out what grants it: nothing of it is needed' : `${code} // in place of what grants it`;
}

/** CDK code that replaces a statement, where one role has it and the code of its functions tells what of it is needed. */
export function statementFix(statement: Statement, model: AppModel): { readonly fix?: string } {
  const [role, ...others] = model.index(functionStatements).get(statement.source.key)?.find(held => held.statement === statement)?.roles ?? [];
  if (role === undefined || others.length > 0) return {};
  const { excess, needs } = compareRole(role, model);
  const found = excess.find(candidate => candidate.statement === statement);
  return found === undefined ? {} : { fix: replacementFix([found], role, needs.functions) };
}
