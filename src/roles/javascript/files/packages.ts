import { isBuiltin } from 'node:module';
import { isRelative } from './resolve';
import { serviceOfPackage } from '../../operations/services';
import type { Note } from '../../use';
import { libraryCalls, looksLikeLibrary, startsPrograms } from '../libraries';
import { hasSdkInside } from '../sdk/foreign';
import { isKnownPackage } from '../sdk/packages';
import type { SourceModule } from '../syntax/scope';

type PackageNote = Pick<Note, 'kind' | 'message'>;

/** What is to be said of a package that a file imports, by its name alone; of most, nothing. */
export function packageNote(specifier: string, { text }: Pick<SourceModule, 'text'>): PackageNote | undefined {
  if (isRelative(specifier)) return undefined;
  // The SDK, which may be in a bundle, starts programs that the account's configuration names: in Lambda, none.
  if (startsPrograms(specifier)) return hasSdkInside(text) ? undefined : { kind: 'library', message: `${specifier} starts what has the role of the function and is not followed` };
  const does = libraryCalls(specifier);
  if (does !== undefined) return { kind: 'library', message: `${specifier} ${does}` };
  if (isKnownPackage(specifier)) return noteOnClient(specifier);
  const [name] = /^(?:@[\w.~-]+\/)?[\w.~-]+/.exec(specifier) ?? [];
  if (name === undefined || isBuiltin(specifier) || /^@(aws-sdk|smithy|types)\//.test(name) || !looksLikeLibrary(name)) return undefined;
  return { kind: 'library', message: `${name} is named like one that calls AWS by itself, and its code is not followed` };
}

function noteOnClient(specifier: string): PackageNote | undefined {
  const [, client] = /^@aws-sdk\/client-([\w-]+)$/.exec(specifier) ?? [];
  if (client === undefined || serviceOfPackage(client) !== undefined) return undefined;
  return { kind: 'unknown-operation', message: `${specifier} is of a service that is not in the table` };
}
