import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { isRelative } from './resolve';
import { serviceOfPackage } from '../../operations/services';
import type { Note } from '../../use';
import { libraryCalls, looksLikeLibrary } from '../libraries';
import { isKnownPackage } from '../sdk/packages';

type PackageNote = Pick<Note, 'kind' | 'message'>;

/** By folder and specifier: the files of a folder import the same few packages, and those do not change while an app is synthesised. */
const known = new Map<string, Map<string, PackageNote | null>>();

/** What is to be said of a package that a file imports; of most, nothing. */
export function packageNote(specifier: string, from: string): PackageNote | undefined {
  if (isRelative(specifier)) return undefined;
  const folder = dirname(from);
  let notes = known.get(folder);
  if (notes === undefined) known.set(folder, notes = new Map());
  const said = notes.get(specifier);
  if (said !== undefined) return said ?? undefined;
  const note = findNote(specifier, folder);
  notes.set(specifier, note ?? null);
  return note;
}

function findNote(specifier: string, folder: string): PackageNote | undefined {
  const does = libraryCalls(specifier);
  if (does !== undefined) return { kind: 'library', message: `${specifier} ${does}` };
  if (isKnownPackage(specifier)) return noteOnClient(specifier);
  const [name] = /^(?:@[\w.~-]+\/)?[\w.~-]+/.exec(specifier) ?? [];
  if (name === undefined || isBuiltin(specifier) || /^@(aws-sdk|smithy|types)\//.test(name)) return undefined;
  const manifest = manifestOf(name, folder);
  if (manifest === undefined) return looksLikeLibrary(name) ? { kind: 'library', message: `${name} is named like one that calls AWS, and is not there to be looked at` } : undefined;
  const client = clientIn(manifest);
  return client === undefined ? undefined : { kind: 'library', message: `${name} is made on ${client}, so that it may call AWS by itself` };
}

function noteOnClient(specifier: string): PackageNote | undefined {
  const [, client] = /^@aws-sdk\/client-([\w-]+)$/.exec(specifier) ?? [];
  if (client === undefined || serviceOfPackage(client) !== undefined) return undefined;
  return { kind: 'unknown-operation', message: `${specifier} is of a service that is not in the table` };
}

interface Manifest {
  readonly dependencies?: object;
  readonly peerDependencies?: object;
  readonly optionalDependencies?: object;
}

/** The package.json of a package as Node finds it: in a folder `node_modules` of the file's or of one around it. */
function manifestOf(name: string, folder: string): Manifest | undefined {
  for (let at = folder, last = ''; at !== last; last = at, at = dirname(at)) {
    try {
      return JSON.parse(readFileSync(join(at, 'node_modules', name, 'package.json'), 'utf8')) as Manifest;
    } catch {
      // Not there, or none; the next folder may have it.
    }
  }
  return undefined;
}

/** A client of an SDK that the package needs; what it is tested with does not count. */
function clientIn({ dependencies, peerDependencies, optionalDependencies }: Manifest): string | undefined {
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).find(isKnownPackage);
}
