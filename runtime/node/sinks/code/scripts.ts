import type * as Inspector from 'node:inspector';
import type { OwnGeneration } from './constructors';
import type { BlockedOperationError } from '../../response/blocked-error';

/** What the engine tells of a script, in part still experimental. */
type Script = Inspector.Debugger.ScriptParsedEventDataType & { readonly embedderName?: string; readonly scriptLanguage?: string };

/** A global for the moment between a refusal and its throw. */
const REFUSAL = '__serverlessGuardRefusal';

/**
 * Has the engine's inspector tell the code of every eval before it runs, and puts a throw in the place of what is refused.
 *
 * From here on `await` costs 0.4 µs more, an error a microsecond, and an eval 35 µs: the price of the first direct eval.
 *
 * @returns false where the process may not use the inspector
 */
export function watchScripts(judge: (code: string) => BlockedOperationError | undefined, own: OwnGeneration): boolean {
  const session = connect();
  if (!session) return false;
  let isReplayed = false;
  session.on('Debugger.scriptParsed', ({ params }: { params: Script }) => {
    /* The embedder, Node, names files and what `vm` runs; code that evals make has no such name, whatever its `sourceURL` says. */
    if (!isReplayed || own.isJudged || params.embedderName || params.scriptLanguage === 'WebAssembly') return;
    const error = judge(sourceOf(session, params.scriptId));
    if (error) refuse(session, params.scriptId, error);
  });
  session.post('Debugger.enable');
  /* A `debugger` statement in the app would wait for a front end that never comes. */
  session.post('Debugger.setSkipAllPauses', { skip: true });
  isReplayed = true;
  return true;
}

function connect(): Inspector.Session | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { Session } = require('node:inspector') as typeof Inspector;
    const session = new Session();
    session.connect();
    return session;
  } catch {
    return undefined;
  }
}

/** In the same thread an answer is there when `post` returns. */
function sourceOf(session: Inspector.Session, scriptId: string): string {
  let source = '';
  session.post('Debugger.getScriptSource', { scriptId }, (error, answer) => {
    if (!error) source = answer.scriptSource;
  });
  return source;
}

function refuse(session: Inspector.Session, scriptId: string, error: BlockedOperationError): void {
  Object.defineProperty(globalThis, REFUSAL, {
    configurable: true,
    get: () => {
      delete (globalThis as Record<string, unknown>)[REFUSAL];
      return error;
    },
  });
  session.post('Debugger.setScriptSource', { scriptId, scriptSource: `throw ${REFUSAL}` });
}
