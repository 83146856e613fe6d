import { tokenizeJavaScript } from './script/javascript';
import { tokenizeLua } from './script/lua';
import { inspectTokens } from './sql';
import type { Inspect } from './verdict';

/** Scripts that databases run: the condition of `$where`, which apps put together, functions in JavaScript, and Lua. */
export type ScriptKind = 'condition' | 'javascript' | 'lua';

const TOKENIZERS = { condition: tokenizeJavaScript, javascript: tokenizeJavaScript, lua: tokenizeLua } as const;

/**
 * Prepares a script that a database runs, then tells what an input changed in it.
 *
 * By the rules of SQL: an input may be the content of a literal, a number or a name; one that holds more of the script's
 * tokens changed it.
 */
export function inspectScript(script: string, kind: ScriptKind): Inspect {
  return inspectTokens(script, TOKENIZERS[kind], kind !== 'condition');
}
