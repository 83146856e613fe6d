import childProcess from 'node:child_process';
import { NO_PROGRAM } from './no-program';
import { shellCommand } from './shell-command';
import type { InputIndex } from '../../invocation/input-index';
import { inspection } from '../../lazy-inspection';
import type { BlockedOperationError } from '../../response/blocked-error';
import { judgeCode } from '../code/judge-code';
import { codeOfNode } from '../code/node-arguments';
import { replace, type AnyFunction } from '../replace';
import type { Sink, SinkTools } from '../sink';

const { apply } = Reflect;

/** Child processes: the command line that a shell reads, and the arguments that programs are given. */
export const processSink: Sink = {
  name: 'process',
  install(tools) {
    const isHidden = tools.behaviours.held.size > 0;
    const isDeclared = tools.behaviours.isOn('child-process');
    const judge = (operation: string, argv: readonly string[], isWatched: boolean) => (
      (isWatched ? judgeChild(tools, operation, argv) : undefined) ?? (isDeclared ? judgeStart(tools, operation, argv[0]) : undefined)
    );
    /* Every asynchronous start ends here, also those of destructured imports and of `fork`. */
    replace(childProcess.ChildProcess.prototype, 'spawn', (original, child, args) => {
      const isWatched = tools.isWatching();
      if (!isDeclared && !isWatched) return apply(original, child, args);
      const error = judge('child_process.spawn', argvOfSpawn(args[0]), isWatched);
      return error ? failToSpawn(original, child as Spawning, args[0] as SpawnOptions, error) : apply(original, child, args);
    }, isHidden);
    for (const [name, argvOf] of SYNCHRONOUS) {
      replace(childProcess, name, (original, self, args) => {
        const isWatched = tools.isWatching();
        if (!isDeclared && !isWatched) return apply(original, self, args);
        const error = judge(`child_process.${name}`, argvOf(args), isWatched);
        if (error) throw error;
        return apply(original, self, args);
      }, isHidden);
    }
    /* It becomes the other program. Some versions of Node have it. */
    if (!isDeclared) return;
    replace(process, 'execve', (original, self, args) => {
      const error = judgeStart(tools, 'process.execve', String(args[0]));
      if (error) throw error;
      return apply(original, self, args);
    }, isHidden);
  },
};

/** Of a command line the program alone is told: what follows may be secret. */
function judgeStart({ behaviours }: SinkTools, operation: string, program: string): BlockedOperationError | undefined {
  return behaviours.judge({ detector: 'child-process', sink: 'process', operation, change: `it starts ${program}`, key: program });
}

function judgeChild(tools: SinkTools, operation: string, argv: readonly string[]): BlockedOperationError | undefined {
  /* Options and variables that nobody set come from a polluted prototype: `shell`, `NODE_OPTIONS`. */
  const polluted = tools.polluted();
  if (polluted) return polluted;
  const command = shellCommand(argv);
  const changed = command === undefined ? undefined : judgeCommand(tools, operation, command);
  return changed ?? judgeArguments(tools, operation, command ?? argv) ?? judgeCode(tools, operation, codeOfNode(argv));
}

/** What a shell makes of its command line. */
function judgeCommand({ judge }: SinkTools, operation: string, command: string): BlockedOperationError | undefined {
  return judge({ sink: 'process', detector: 'shell', operation, text: command, prepare: text => inspection().inspectShell(text), alsoCompare: wholeCommand });
}

/** What the programs make of the words that they are given. */
function judgeArguments({ judge, attempt, pathOrigins }: SinkTools, operation: string, given: string | readonly string[]): BlockedOperationError | undefined {
  const calls = attempt('sinks/process', () => inspection().argumentCalls(given, pathOrigins())) ?? [];
  for (const call of calls) {
    const error = judge({ ...call, sink: 'process', operation });
    if (error) return error;
  }
  return undefined;
}

const ONE_WORD = /^\s*[\w.-]+\s*$/;

/** A word changes a command line only where it is all of it. */
function wholeCommand(inputs: InputIndex, command: string): readonly string[] {
  if (!ONE_WORD.test(command)) return [];
  const word = command.trim();
  return inputs.words.includes(word) ? [word] : [];
}

/** What Node's own `spawn` hands to `ChildProcess.prototype.spawn`. */
interface SpawnOptions {
  readonly file?: unknown;
  readonly args?: unknown;
}

interface Spawning {
  emit: (name: string, ...args: unknown[]) => boolean;
}

function argvOfSpawn(options: unknown): string[] {
  const { file, args } = (options ?? {}) as SpawnOptions;
  const [, ...rest] = strings(args);
  return [String(file), ...rest];
}

/** Fails as Node does where a program is missing, but with the guard's error. */
function failToSpawn(spawn: AnyFunction, child: Spawning, options: SpawnOptions, error: BlockedOperationError): unknown {
  const { emit } = child;
  child.emit = (name, ...args) => apply(emit, child, name === 'error' ? [name, error] : [name, ...args]);
  return apply(spawn, child, [{ ...options, file: NO_PROGRAM }]);
}

type ArgvOf = (args: readonly unknown[]) => string[];

/** These do not pass through `ChildProcess`, and each calls the others' originals. */
const SYNCHRONOUS: ReadonlyMap<string, ArgvOf> = new Map([
  ['execSync', ([command]) => ['sh', '-c', String(command)]],
  ['execFileSync', args => argvOfCall(args)],
  ['spawnSync', args => argvOfCall(args)],
]);

/** `(file, args?, options?)` as Node reads it: with `shell` all of it becomes one command line. */
function argvOfCall([file, second, third]: readonly unknown[]): string[] {
  const args = Array.isArray(second) ? strings(second) : [];
  const options = (Array.isArray(second) || second === undefined || second === null ? third : second) as { shell?: unknown } | undefined | null;
  const argv = [String(file), ...args];
  return options?.shell ? ['sh', '-c', argv.join(' ')] : argv;
}

function strings(values: unknown): string[] {
  return Array.isArray(values) ? values.map(String) : [];
}
