import type { RuntimeClient } from '../../../local-runtime';
import type { GuardMode, GuardPolicy } from '../../../src/contract/policy';

/** How the fixture's code is laid out. */
export const MODULE_FORMATS = ['cjs', 'esm', 'mjs-with-top-level-await'] as const;
export type ModuleFormat = (typeof MODULE_FORMATS)[number];

/** How the guard gets into the process. */
export const LOADERS = ['NODE_OPTIONS', 'EXEC_WRAPPER', 'HANDLER'] as const;
export type Loader = (typeof LOADERS)[number];

/** What runs the function: a client on a Node. */
export interface Runtime {
  readonly name: string;
  /** @default - the local runtime's client */
  readonly client?: RuntimeClient;
  /** @default - the Node that runs the suite */
  readonly node?: string;
  /** Whether the client gives handlers a callback. */
  readonly callbacks: boolean;
}

/** How the function is packaged. */
export interface Packaging {
  readonly format: ModuleFormat;
  readonly bundled: boolean;
}

/** How one function of the suite is guarded. */
export interface Guarding {
  readonly loader: Loader;
  /** @default 'block' */
  readonly mode?: GuardMode;
  readonly policy?: GuardPolicy;
}

export const PACKAGINGS: readonly Packaging[] = MODULE_FORMATS.flatMap(format => [true, false].map(bundled => ({ format, bundled })));

export function packagingName({ format, bundled }: Packaging): string {
  return `${format}, ${bundled ? 'bundled' : 'unbundled'}`;
}
