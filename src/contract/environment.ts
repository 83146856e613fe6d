/** Names shared by the construct library and the runtime guard: environment variables and file places. */
export const GUARD_ENVIRONMENT = {
  /** `off`, `report` or `block`: the kill switch an operator can flip on one function without a deployment. */
  mode: 'SERVERLESS_GUARD_MODE',
  /** The guard's policy as compact JSON (`GuardPolicy`); read once at start and removed from `process.env`. */
  policy: 'SERVERLESS_GUARD_POLICY',
  /** Hash of the guard's files: a new guard gives a new function version. */
  build: 'SERVERLESS_GUARD_BUILD',
  /** Set where a container image brings the guard's files along, since no layer can be seen there. */
  inImage: 'SERVERLESS_GUARD_IN_IMAGE',
  /** The user's handler: set at synth by the loader `HANDLER`, by the preload elsewhere; removed once it is loaded. */
  handler: 'SERVERLESS_GUARD_HANDLER',
  /** Set by the guard once it runs, so that child processes and Workers of the app leave the handler alone. */
  active: 'SERVERLESS_GUARD_ACTIVE',
} as const;

/** Where the layer's files are found in a function, and under which names. */
export const GUARD_FILES = {
  /** Folder below the layer's root, `/opt` on AWS. */
  directory: 'serverless-guard',
  /** Loaded with `--require` before anything else. */
  preload: 'preload.cjs',
  /** Wraps the user's handler; its name in a handler string is `handler`. */
  handlerModule: 'handler.mjs',
  /** The guard itself, loaded by `handlerModule`. */
  guardModule: 'guard.cjs',
  /** The exported name in `handlerModule`. */
  handlerExport: 'handler',
  /** Fallback loader: the value of `AWS_LAMBDA_EXEC_WRAPPER`. */
  execWrapper: 'exec-wrapper',
} as const;

/** The root under which AWS unpacks layers. */
export const LAYER_ROOT = '/opt';

/** The absolute path of one of the guard's files in a function. */
export function guardFile(name: 'preload' | 'execWrapper'): string {
  return `${LAYER_ROOT}/${GUARD_FILES.directory}/${GUARD_FILES[name]}`;
}

/** The value of `SERVERLESS_GUARD_IN_IMAGE`. */
export const IN_IMAGE = '1';

/** The handler string that makes the runtime load the guard in place of the user's module. */
export const GUARD_HANDLER = `${LAYER_ROOT}/${GUARD_FILES.directory}/handler.${GUARD_FILES.handlerExport}`;
