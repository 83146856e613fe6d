import type { Inspect } from './verdict';

/** A name of an operator in a key: `$ne`, and what form parsers make objects of, `name[$ne]` and `name.$ne`. */
const OPERATOR = /\$[a-zA-Z]+/g;

/**
 * Prepares the paths of a command's query operators, one a line, then tells whether a key of the event brought one.
 *
 * A condition that the app writes itself has its operator in the code; one that came as a key of the event stands where
 * the app meant a value.
 */
export function inspectOperators(paths: string): Inspect {
  const byOperator = new Map<string, string>();
  for (const path of paths.split('\n')) byOperator.set(path.slice(path.lastIndexOf('.') + 1), path);
  return key => {
    for (const [operator] of key.matchAll(OPERATOR)) {
      const path = byOperator.get(operator);
      if (path !== undefined) return { change: `put the operator ${operator} in the place of a value, at ${path}` };
    }
    return undefined;
  };
}
