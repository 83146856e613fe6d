import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';

/** In the order in which `NodejsFunction` looks. */
const EXTENSIONS = ['ts', 'js', 'mjs', 'mts', 'cts', 'cjs'];

const CONSTRUCTOR = 'SecuredNodejsFunction';

/**
 * The entry file that `NodejsFunction` would find by itself: `<defining file>.<id>.ts` and its kin.
 *
 * It looks at who called its own constructor, which is the subclass here and not the user's file.
 */
export function defaultEntry(id: string, props: NodejsFunctionProps): Pick<NodejsFunctionProps, 'entry'> {
  // As there: an empty text is no entry.
  if (props.entry || props.code !== undefined) return {};
  const definingFile = callerOf(CONSTRUCTOR);
  if (definingFile === undefined) return {};
  const base = definingFile.replace(/\.[^.]+$/, '');
  const entry = EXTENSIONS.map(extension => `${base}.${id}.${extension}`).find(existsSync);
  return { entry: entry ?? `${base}.${id}.ts` };
}

/** The file of the frame below the outermost call of a constructor. */
function callerOf(name: string): string | undefined {
  const sites = callSites();
  const index = sites.findIndex(site => site.getFunctionName() === name);
  const file = index < 0 ? undefined : sites[index + 1]?.getFileName();
  return file?.startsWith('file:') ? fileURLToPath(file) : file ?? undefined;
}

function callSites(): NodeJS.CallSite[] {
  const prepare = Error.prepareStackTrace;
  Error.prepareStackTrace = (_, sites) => sites;
  try {
    return new Error().stack as unknown as NodeJS.CallSite[];
  } finally {
    Error.prepareStackTrace = prepare;
  }
}
