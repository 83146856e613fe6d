import fs from 'node:fs';
import type { OwnGeneration } from './constructors';
import { judgeCode, refuseCode } from './judge-code';
import { inspection } from '../../lazy-inspection';
import type { SinkTools } from '../sink';

const { defineProperty } = Object;

/** Before it is hooked. */
const { readFileSync } = fs;

/**
 * Watches `eval` without touching what it does (docs/adr/0005).
 *
 * A direct eval sees its caller's variables only where the name leads to the engine's own function. So the global is a
 * getter, which hands that out, and has an inspector tell the code of evals from then on. Where the app takes `eval`
 * as a value it cannot become a direct one, and gets a function that judges by itself.
 */
export function guardEval(tools: SinkTools, own: OwnGeneration): void {
  const original = globalThis.eval;
  const kept = keptEval(tools, original);
  let isInspected = false;
  const inspect = (): void => {
    isInspected = true;
    if (tools.attempt('sinks/code', () => inspection().watchScripts(code => judgeCode(tools, 'eval', code), own)) === false) {
      tools.notCovered('code given to eval, which takes the inspector: the Permission Model needs --allow-inspector');
    }
  };
  const get = (): typeof eval => {
    if (isInspected) return original;
    if (tools.attempt('sinks/code', () => inspection().isKeptEval(get, readFileSync))) return kept;
    if (tools.isWatching()) inspect();
    return original;
  };
  const set = (value: unknown): void => {
    defineProperty(globalThis, 'eval', { value, writable: true, enumerable: false, configurable: true });
  };
  defineProperty(globalThis, 'eval', { get, set, enumerable: false, configurable: true });
}

/** An indirect eval: it runs in the global scope, whoever calls it. */
function keptEval(tools: SinkTools, original: typeof eval): typeof eval {
  const kept = {
    eval: (code: string): unknown => {
      refuseCode(tools, 'eval', code);
      return original(code);
    },
  };
  return kept.eval;
}
