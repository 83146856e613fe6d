import type { InputIndex } from '../../invocation/input-index';
import { inspection } from '../../lazy-inspection';
import type { BlockedOperationError } from '../../response/blocked-error';
import type { SinkTools } from '../sink';

/** Words alone run nothing: `return this`, `"use strict"`. Most of what packages generate while they are loaded is no more. */
const WORDS = /^[\w$\s;'"]*$/;

/** The global that hands out the process, and names of which an input may be all that is needed. */
const READS_GLOBAL = /\b(?:process|globalThis|global)\s*[.[]/;

/** Judges code that is about to be made from a string; anything but a string is none. */
export function judgeCode({ judge, isWatching, behaviours }: SinkTools, operation: string, code: unknown): BlockedOperationError | undefined {
  if (typeof code !== 'string' || !isWatching() || WORDS.test(code)) return undefined;
  return judge({ sink: 'code', detector: 'code', operation, text: code, prepare, alsoCompare })
    ?? behaviours.judge({ detector: 'code-generation', sink: 'code', operation, change: 'it makes code from a string' });
}

/** The same for what a function of the app's is called with: refuses by throwing. */
export function refuseCode(tools: SinkTools, operation: string, code: unknown): void {
  const error = judgeCode(tools, operation, code);
  if (error) throw error;
}

const prepare = (code: string) => inspection().inspectCode(code);

function alsoCompare(inputs: InputIndex, code: string): readonly string[] {
  const behind = inspection().inputsBehind(code, inputs.texts);
  if (!READS_GLOBAL.test(code)) return behind;
  return [...behind, ...inputs.words.filter(word => READS_GLOBAL.test(word) && code.includes(word))];
}
