import vm from 'node:vm';
import { refuseCode } from './judge-code';
import { replace } from '../replace';
import type { SinkTools } from '../sink';

const { apply, construct } = Reflect;

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
  for (const name of CLASSES) guardClass(tools, name);
}

type Class = new (...args: unknown[]) => object;

function guardClass(tools: SinkTools, name: string): void {
  const classes = vm as unknown as Record<string, Class | undefined>;
  const original = classes[name];
  if (!original) return;
  const guarded: Class = new Proxy(original, {
    construct: (target, args: unknown[], newTarget) => {
      refuseCode(tools, `vm.${name}`, args[0]);
      return construct(target, args, newTarget === guarded ? target : newTarget) as object;
    },
  });
  classes[name] = guarded;
  /* Nor does an instance lead to the unguarded one. */
  (original.prototype as { constructor: Class }).constructor = guarded;
}
