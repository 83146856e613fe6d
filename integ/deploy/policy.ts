/** A statement of an IAM policy, as a deployed one has it: without intrinsic functions. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

/** Whether a statement is about an action on a resource, by IAM's wildcards. */
export function covers(statement: Statement, action: string, resource: string): boolean {
  return [statement.Action].flat().some(pattern => matches(pattern.toLowerCase(), action.toLowerCase()))
    && [statement.Resource].flat().some(pattern => matches(pattern, resource));
}

/** Whether statements let an action on a resource pass; conditions are taken as met. */
export function allows(statements: readonly Statement[], action: string, resource: string): boolean {
  const covering = statements.filter(statement => covers(statement, action, resource));
  return covering.some(({ Effect }) => Effect === 'Allow') && !covering.some(({ Effect }) => Effect === 'Deny');
}

/** Whether a statement denies an action on a resource. */
export function denies(statements: readonly Statement[], action: string, resource: string): boolean {
  return statements.some(statement => statement.Effect === 'Deny' && covers(statement, action, resource));
}

function matches(pattern: string, text: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
}
