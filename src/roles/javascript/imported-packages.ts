import { isBuiltin } from 'node:module';
import type { ImportedPackage } from '../use';
import { isRelative } from './files/resolve';
import type { SourceModule } from './syntax/scope';

/** The packages that a file imports; those of Node itself are none. */
export function importedPackages({ imports, file, lineOf }: SourceModule): readonly ImportedPackage[] {
  return imports
    .filter(({ specifier }) => !isRelative(specifier) && !isBuiltin(specifier))
    .map(({ specifier, position }) => ({ name: specifier, file, line: lineOf(position) }));
}
