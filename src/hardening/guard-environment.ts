import { Fn, Token } from 'aws-cdk-lib';
import { GUARD_ENVIRONMENT, GUARD_FILES, LAYER_ROOT, guardFile } from '../contract/environment';
import type { GuardPolicy } from '../contract/policy';
import { GuardLoader } from '../options';
import type { HardeningSettings } from './settings';

/** The variable that makes Node load the guard. */
export const NODE_OPTIONS = 'NODE_OPTIONS';
/** The variable that makes Lambda start the runtime through a wrapper; there is one slot for it. */
export const EXEC_WRAPPER = 'AWS_LAMBDA_EXEC_WRAPPER';

/** Lambda's limit for all variables together, names and values (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html). */
export const ENVIRONMENT_BYTES = 4096;

const PERMISSION_MODEL = /(^|\s)--(experimental-)?permission(\s|=|$)/;
const READ_GUARD = `--allow-fs-read=${LAYER_ROOT}/${GUARD_FILES.directory}/*`;

/** Rendered environment variables; a value that is no string is an intrinsic function. */
export type Variables = Readonly<Record<string, unknown>>;

/** The variables to set for a function that has some already, but for `NODE_OPTIONS`. What the user gave the guard's own names is kept. */
export function guardVariables(existing: Variables, { mode, loader }: HardeningSettings, policy: GuardPolicy, build: string): Record<string, string> {
  const variables: Record<string, string> = {
    [GUARD_ENVIRONMENT.mode]: mode,
    [GUARD_ENVIRONMENT.policy]: JSON.stringify(policy),
    [GUARD_ENVIRONMENT.build]: build,
  };
  for (const name of Object.keys(variables)) {
    if (existing[name] !== undefined) delete variables[name];
  }
  return loader === GuardLoader.EXEC_WRAPPER ? { ...variables, [EXEC_WRAPPER]: guardFile('execWrapper') } : variables;
}

/** The bytes that literal names and values take; what an intrinsic function takes is not known before deployment. */
export function environmentBytes(variables: Variables): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(variables)) {
    bytes += Buffer.byteLength(name);
    if (typeof value === 'string' && !Token.isUnresolved(value)) bytes += Buffer.byteLength(value);
  }
  return bytes;
}

/** What `NODE_OPTIONS` becomes; nothing where it stays. */
export function guardNodeOptions(existing: unknown, loader: GuardLoader): string | undefined {
  if (loader === GuardLoader.NODE_OPTIONS) return withPreload(existing);
  return isPermissionModel(existing) ? readable(existing) : undefined;
}

/** The guard first, so that no module that the user requires runs before it; the user's options stay as they are behind it. */
function withPreload(existing: unknown): string {
  const preload = `--require ${guardFile('preload')}`;
  if (existing === undefined || existing === '') return preload;
  if (typeof existing !== 'string' || Token.isUnresolved(existing)) return Fn.join(' ', [preload, Token.asString(existing)]);
  if (existing.includes(guardFile('preload'))) return existing;
  return `${preload} ${isPermissionModel(existing) ? readable(existing) : existing}`;
}

function isPermissionModel(existing: unknown): existing is string {
  return typeof existing === 'string' && PERMISSION_MODEL.test(existing);
}

/** Under Node's Permission Model a process may not read the guard's files unless its options say so, and would not start. */
function readable(existing: string): string {
  return existing.includes(READ_GUARD) ? existing : `${existing} ${READ_GUARD}`;
}
