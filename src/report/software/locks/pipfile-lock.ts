import { UnreadableLock } from './lock-file';
import { parseJson } from './package-lock';
import { asObject, isObject } from '../../../app-model/json';
import { hexDigests, type Library } from '../library';

/** `Pipfile.lock`: what production needs. */
export function readPipfileLock(text: string): readonly Library[] {
  const { default: pinned } = parseJson(text);
  if (!isObject(pinned)) throw new UnreadableLock('has no default packages, expected a lock file of Pipenv');
  return Object.entries(pinned).flatMap(([name, entry]) => {
    const { version, hashes } = asObject(entry);
    const exact = typeof version === 'string' ? /^===?(.+)$/.exec(version)?.[1] : undefined;
    return exact === undefined ? [] : [{ ecosystem: 'pypi', name, version: exact, digests: hexDigests(Array.isArray(hashes) ? hashes : []) } as const];
  });
}
