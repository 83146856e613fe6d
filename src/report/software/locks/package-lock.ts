import { UnreadableLock } from './lock-file';
import { asObject, isObject } from '../../../app-model/json';
import { integrityDigests, type Library } from '../library';

/** `package-lock.json` and `npm-shrinkwrap.json` of npm 7 and later; what only development needs is left out. */
export function readPackageLock(text: string): readonly Library[] {
  const { packages, lockfileVersion } = parseJson(text);
  if (!isObject(packages)) throw new UnreadableLock(`has lockfileVersion ${JSON.stringify(lockfileVersion)}, expected 2 or 3; write it with npm 7 or later`);
  return Object.entries(packages).flatMap(([place, entry]) => {
    const { version, dev, link, name, integrity } = asObject(entry);
    const placed = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place)?.[1];
    if (placed === undefined || typeof version !== 'string' || dev === true || link === true) return [];
    return [{ ecosystem: 'npm', name: typeof name === 'string' ? name : placed, version, digests: integrityDigests(integrity) } as const];
  });
}

/** A lock file that is JSON. */
export function parseJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    throw new UnreadableLock('is no valid JSON');
  }
}
