import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { libraryCalls, looksLikeLibrary } from './libraries';
import { isKnownPackage } from './sdk/packages';
import { asObject } from '../../app-model/json';
import type { ImportedPackage, Note } from '../use';

/** Packages that call AWS for whoever imports them, beside those that are known by what they do. */
const CALLS_AWS = /^@aws-sdk\/(lib-|credential-providers$|s3-|cloudfront-signer$|.*signer$)|^@smithy\/signature-v4$/;
/** The parts of the SDKs that call nothing by themselves; and a package of types. */
const CALLS_NOTHING = /^@aws-sdk\/|^@smithy\/|^@aws-crypto\/|^@types\/|^aws-lambda$/;

/**
 * Packages that may call AWS where nobody looks: those that are not among the files, as with a layer, and those that
 * are made with an SDK. What neither they nor their dependencies are made with, they do not call.
 */
export function unreadPackages(packages: readonly ImportedPackage[], root: string): readonly Note[] {
  const seen = new Map<string, string | undefined>();
  return packages.flatMap(({ name: specifier, file, line }): readonly Note[] => {
    const name = packageName(specifier);
    // What is imported of an SDK is followed, and what these libraries do is noted already.
    if (isOfSdk(specifier) || libraryCalls(specifier) !== undefined || looksLikeLibrary(name)) return [];
    if (!seen.has(name)) seen.set(name, problemOf(name, join(root, file), root));
    const problem = seen.get(name);
    return problem === undefined ? [] : [{ kind: 'library', message: `${specifier} ${problem}`, file, line }];
  });
}

function isOfSdk(specifier: string): boolean {
  return isKnownPackage(specifier) || CALLS_AWS.test(specifier) || CALLS_NOTHING.test(specifier);
}

/** Why it may call AWS; dependencies are looked at, each once. */
function problemOf(name: string, from: string, root: string): string | undefined {
  const open = [{ name, from }];
  const seen = new Set<string>();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next.name)) continue;
    seen.add(next.name);
    const folder = folderOf(next.name, next.from, root);
    const manifest = folder === undefined ? undefined : manifestOf(folder);
    if (folder === undefined || manifest === undefined) {
      if (next.name === name) return 'is not among the files of the function, so what it calls is not known';
      continue;
    }
    const needed = Object.keys({ ...asObject(manifest.dependencies), ...asObject(manifest.peerDependencies), ...asObject(manifest.optionalDependencies) });
    const caller = needed.find(callsAws);
    if (caller !== undefined) return `is made with ${caller}, and what it calls is not followed`;
    open.push(...needed.map(needs => ({ name: needs, from: join(folder, 'package.json') })));
  }
  return undefined;
}

function callsAws(name: string): boolean {
  return isKnownPackage(name) || CALLS_AWS.test(name) || libraryCalls(name) !== undefined;
}

/** Where Node would find it, inside of the function's files. */
function folderOf(name: string, from: string, root: string): string | undefined {
  for (let folder = dirname(from); folder.startsWith(root); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (manifestOf(candidate) !== undefined) return candidate;
    if (folder === dirname(folder)) break;
  }
  return undefined;
}

function manifestOf(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  } catch {
    return undefined;
  }
}

/** `@scope/name/file` is of `@scope/name`. */
function packageName(specifier: string): string {
  return specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
