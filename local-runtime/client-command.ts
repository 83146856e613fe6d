import { builtClient } from './built-client';
import type { FunctionOptions } from './function-options';
import type { NodeBinary } from './node-binary';

/** Switches that Lambda starts Node with; from 24 on it sets none. */
const NODE_SWITCHES: Readonly<Record<number, readonly string[]>> = {
  20: ['--no-experimental-require-module'],
  22: ['--no-experimental-require-module', '--no-experimental-detect-module'],
};

/**
 * The command that runs the client: Node itself, or the exec wrapper with Node's command as its arguments.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html
 */
export function clientCommand(options: FunctionOptions, node: NodeBinary, execWrapper?: string): { file: string; args: readonly string[] } {
  const args = [...NODE_SWITCHES[node.major] ?? [], ...(options.client ?? builtClient()).args];
  return execWrapper ? { file: execWrapper, args: [node.path, ...args] } : { file: node.path, args };
}
