import fs from 'node:fs';
import Module from 'node:module';
import { refuseCode } from './judge-code';
import type { AnyFunction } from '../replace';
import type { SinkTools } from '../sink';

const { apply } = Reflect;

/** Before it is hooked. */
const { existsSync } = fs;

/** `module._compile(code, name)`, by which packages such as `require-from-string` make a module of a text. */
export function guardCompile(tools: SinkTools): void {
  const holder = Module.prototype as unknown as { _compile: AnyFunction };
  let original = holder._compile;
  const judged: AnyFunction = function (this: unknown, ...args) {
    const [code, file] = args;
    /* Node compiles every file that is required through here: what is on the disk came with the function. */
    if (!existsSync(String(file))) refuseCode(tools, 'Module._compile', code);
    return apply(original, this, args);
  };
  Object.defineProperty(holder, '_compile', {
    configurable: true,
    enumerable: true,
    /* While the app is loaded, the frame of a hook would stand in the stacks of all its errors. */
    get: () => (tools.isWatching() ? judged : original),
    set: (value: AnyFunction) => {
      original = value;
    },
  });
}
