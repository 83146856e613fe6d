import { FUNCTION_IDS, type FunctionId } from './request';
import { functionsFromAssembly, type AssemblyFunction, type IntrinsicsTable } from '../../local-runtime';

/** The app's own functions out of a synthesised assembly; those that CDK adds for its custom resources are left out. */
export function appFunctions(assembly: string, values: IntrinsicsTable): Map<FunctionId, AssemblyFunction> {
  const definitions = functionsFromAssembly(assembly, values);
  return new Map(FUNCTION_IDS.map(id => {
    const definition = definitions.find(({ logicalId }) => constructId(logicalId) === id);
    if (!definition) throw new Error(`no function '${id}' in ${assembly}, got ${definitions.map(({ logicalId }) => logicalId).join(', ')}`);
    return [id, definition];
  }));
}

/** CDK's logical ids end with a hash of eight digits. */
function constructId(logicalId: string): string {
  return logicalId.slice(0, -8);
}
