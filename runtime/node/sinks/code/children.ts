import childProcess from 'node:child_process';
import { refuseCode } from './judge-code';
import { codeOfNode } from './node-arguments';
import { replace } from '../replace';
import type { SinkTools } from '../sink';

const { apply } = Reflect;

/** Code that a child process of `node` is given as an argument. In a command line it is the shell's detector that sees it first. */
export function guardChildren(tools: SinkTools): void {
  const guard = (holder: object, name: string, argvOf: (args: readonly unknown[]) => readonly unknown[]) => {
    replace(holder, name, (original, self, args) => {
      if (tools.isWatching()) refuseCode(tools, `child_process.${name}`, codeOfNode(argvOf(args).map(String)));
      return apply(original, self, args);
    });
  };
  guard(childProcess.ChildProcess.prototype, 'spawn', ([options]) => {
    const { file, args } = (options ?? {}) as { file?: unknown; args?: unknown };
    return [file, ...Array.isArray(args) ? args.slice(1) as unknown[] : []];
  });
  for (const name of ['spawnSync', 'execFileSync']) {
    guard(childProcess, name, ([file, args]) => [file, ...Array.isArray(args) ? args as unknown[] : []]);
  }
}
