import type { WorkerSettings } from './worker-settings';
import { BEHAVIOURS, type BehaviourName, type GuardMode, type SinkName } from '../../../src/contract/policy';
import type { Reporter } from '../findings/reporter';
import type { InFlight } from '../invocation/in-flight';
import { conduct } from '../lazy-conduct';
import type { BlockedOperationError } from '../response/blocked-error';
import type { Policy } from '../response/policy';
import { pathText } from '../sinks/path-text';

/** What judging behaviours needs. */
export interface Watch {
  readonly inFlight: InFlight;
  readonly policy: Policy;
  readonly reporter: Reporter;
  readonly now: () => number;
  /** Whether an event has been handed over: before that, modules initialise. */
  readonly isInvoked: () => boolean;
  readonly refusal: (detector: BehaviourName, operation: string, requestId: string) => BlockedOperationError;
  /** The guard's file, and what its twin in a Worker is told. */
  readonly guard: string;
  readonly settings: Omit<WorkerSettings, 'isInvoked'>;
}

/** Something that the function does. */
export interface Deed {
  readonly detector: BehaviourName;
  readonly sink: SinkName;
  /** The function that is called, as the finding prints it. */
  readonly operation: string;
  /** What is done, in words. */
  readonly change: string;
  /**
   * Tells deeds of one operation apart that are worth a finding each.
   *
   * @default - one finding for the operation
   */
  readonly key?: string;
  /** A way around the hooks, open at any time once it is taken. */
  readonly isSideDoor?: boolean;
}

/** Looks at a call of a function of `fs`; an error to refuse it with. */
export type FileLook = (operation: string, args: readonly unknown[]) => BlockedOperationError | undefined;

/** Judges what the function does by what it declared that it never does. */
export interface Behaviours {
  /** Those that are refused: ways around their hooks must be closed. */
  readonly held: ReadonlySet<BehaviourName>;
  isOn(name: BehaviourName): boolean;
  judge(deed: Deed): BlockedOperationError | undefined;
  /** What has to look at the calls of one function of `fs`, of all its forms; undefined where nothing has. */
  lookAt(name: string): FileLook | undefined;
  /** Tells of files that earlier invocations left, or removes them; called before the handler is. */
  sweep(): void;
  /** The options that a Worker gets, so that what is refused here is refused there; may throw. */
  workerOptions(options: unknown): unknown;
  /** Closes ways around the hooks; called once they are there. */
  closeSideDoors(): void;
  /** Has Node itself refuse, where it can; called once the function's modules are loaded. */
  dropPermissions(): void;
}

/** The larger half. */
export type Conduct = Omit<Behaviours, 'held' | 'isOn'>;

/** Functions that may read a process's environment by its path, and how such a path ends; links and copies of trees are rare enough to look at all. */
const READERS: ReadonlySet<string> = new Set(['readFile', 'open', 'openAsBlob', 'copyFile']);
const TREES: ReadonlySet<string> = new Set(['cp', 'link', 'symlink']);
const ENDS = /(?:^|\/)(?:environ|maps|mem)$/;

/**
 * Where nothing was declared, all that remains is the reading of `/proc`: one look at the end of a path, where files are read.
 */
export function createBehaviours(watch: Watch): Behaviours {
  const { policy } = watch;
  const isMode = (mode: GuardMode) => BEHAVIOURS.filter(name => policy.modeOf(name) === mode);
  const off = new Set<BehaviourName>(isMode('off'));
  const held = new Set<BehaviourName>(isMode('block'));
  const isOn = (name: BehaviourName) => !off.has(name);
  const isDeclared = held.size > 0 || BEHAVIOURS.some(name => name !== 'procfs' && isOn(name));
  /* Now, before the app's modules can replace what it relies on. */
  if (isDeclared) return { held, isOn, ...conduct().createConduct(watch, held) };
  let made: Conduct | undefined;
  const later = () => made ??= conduct().createConduct(watch, held);
  return {
    held,
    isOn,
    judge: () => undefined,
    lookAt: name => {
      if (!isOn('procfs') || !(READERS.has(name) || TREES.has(name))) return undefined;
      return (operation, args) => {
        if (!TREES.has(name) && !ENDS.test(pathText(args[0]) ?? '')) return undefined;
        return later().lookAt(name)?.(operation, args);
      };
    },
    sweep: () => undefined,
    workerOptions: options => options,
    closeSideDoors: () => undefined,
    dropPermissions: () => undefined,
  };
}
