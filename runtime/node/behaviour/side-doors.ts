import childProcess from 'node:child_process';
import Module from 'node:module';
import type { Behaviours } from './behaviours';
import type { BehaviourName } from '../../../src/contract/policy';
import { NO_PROGRAM } from '../sinks/process/no-program';
import { replace } from '../sinks/replace';

const { apply } = Reflect;
const { getPrototypeOf } = Object;

/** What Node still hands out of its inside, by what it could be used for. Older packages take other parts of it. */
const BINDINGS: ReadonlyArray<readonly [string, readonly BehaviourName[]]> = [
  ['process_wrap', ['child-process']],
  ['spawn_sync', ['child-process']],
  ['fs', ['tmp', 'own-files', 'procfs']],
  ['contextify', ['code-generation']],
];

/**
 * Closes the ways around the hooks that JavaScript has, where something is refused. What native code does is no part of it:
 * Node's Permission Model is (docs/threat-model.md).
 */
export function closeSideDoors(held: ReadonlySet<BehaviourName>, judge: Behaviours['judge']): void {
  if (held.size === 0) return;
  const refused = new Map(BINDINGS.flatMap(([binding, names]) => names.filter(name => held.has(name)).map(name => [binding, name] as const)));
  const refuse = (detector: BehaviourName, operation: string) => {
    const error = judge({ detector, sink: 'process', operation, change: 'it goes around what is refused', isSideDoor: true });
    if (error) throw error;
  };
  replace(process, 'binding', (original, self, [name]) => {
    /* Once: an object could answer differently the next time. */
    const binding = String(name);
    const detector = apply(get, refused, [binding]) as BehaviourName | undefined;
    if (detector) refuse(detector, `process.binding(${binding})`);
    return apply(original, self, [binding]);
  }, true);
  const first = [...held].find(name => name !== 'tmp-residue' && name !== 'worker');
  /* Hooks of the loader run in a thread that no preload reaches. */
  if (first) {
    replace(Module, 'register', (original, self, args) => {
      refuse(first, 'module.register');
      return apply(original, self, args);
    }, true);
  }
  if (held.has('child-process')) guardHandles(() => refuse('child-process', 'ChildProcess._handle.spawn'));
}

const { get } = Map.prototype;

/** Every `ChildProcess` shows the handle that starts its program. */
function guardHandles(refuse: () => void): void {
  const { _handle: handle } = new childProcess.ChildProcess() as unknown as { readonly _handle: { close: () => void } };
  replace(getPrototypeOf(handle) as object, 'spawn', (original, self, [given, ...more]) => {
    /* Newer versions of Node take the program itself. A copy, for the same reason. */
    const first = typeof given === 'object' && given !== null ? { ...given as { readonly file?: unknown } } : given;
    const program = typeof first === 'object' ? (first as { readonly file?: unknown } | null)?.file : first;
    if (program !== NO_PROGRAM) refuse();
    return apply(original, self, [first, ...more]);
  }, true);
  handle.close();
}
