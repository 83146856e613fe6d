import vm from 'node:vm';
import { guardClass } from './guard-class';
import { refuseCode } from './judge-code';
import { replace } from '../replace';
import type { SinkTools } from '../sink';

const { apply } = Reflect;

/** The functions and classes of `vm` whose first argument is code; `SourceTextModule` is there with a flag alone. */
const FUNCTIONS = ['runInContext', 'runInNewContext', 'runInThisContext', 'compileFunction', 'createScript'] as const;
const CLASSES = ['Script', 'SourceTextModule'] as const;

/** Code that `vm` compiles. What runs in a context of its own reaches the process by way of what it is given. */
export function guardVm(tools: SinkTools): void {
  for (const name of FUNCTIONS) {
    replace(vm, name, (original, self, args) => {
      refuseCode(tools, `vm.${name}`, args[0]);
      return apply(original, self, args);
    });
  }
  for (const name of CLASSES) guardClass(vm, name, ([code]) => refuseCode(tools, `vm.${name}`, code));
}
