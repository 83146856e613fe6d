import { isBuiltin } from 'node:module';
import { isRelative } from './resolve';
import { serviceOfPackage } from '../../operations/services';
import type { Note } from '../../use';
import { libraryCalls, looksLikeLibrary } from '../libraries';
import { isKnownPackage } from '../sdk/packages';

type PackageNote = Pick<Note, 'kind' | 'message'>;

/** What is to be said of a package that a file imports, by its name alone; of most, nothing. */
export function packageNote(specifier: string): PackageNote | undefined {
  if (isRelative(specifier)) return undefined;
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
