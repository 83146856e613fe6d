import { UnreadableLock } from './lock-file';
import { hexDigests, type Library } from '../library';

/**
 * `poetry.lock` and `uv.lock`: the tables `[[package]]` of what both write, one key a line. Neither tells reliably what only
 * development needs. The project itself and folders of it are no libraries.
 */
export function readTomlLock(text: string): readonly Library[] {
  const [, ...tables] = `\n${text.replaceAll('\r\n', '\n')}`.split('\n[[package]]\n');
  if (tables.length === 0 && !/^(?:\[metadata\]|requires-python\b|version = \d)/m.test(text)) throw new UnreadableLock('is no lock file of Poetry or uv');
  return tables.flatMap(table => {
    const own = table.split(/\n\[(?!\[?package\.)/)[0] ?? '';
    const [, name] = /^name = "([^"\n]+)"$/m.exec(own) ?? [];
    const [, version] = /^version = "([^"\n]+)"$/m.exec(own) ?? [];
    const isOwn = /^source = \{ *(?:editable|virtual|directory|path|workspace) *=/m.test(own) || /^type = "(?:directory|file)"$/m.test(own);
    if (name === undefined || version === undefined || isOwn) return [];
    const hashes = [...own.matchAll(/\bhash = "(\w+:[0-9a-f]+)"/g)].map(([, hash]) => hash);
    return [{ ecosystem: 'pypi', name, version, digests: hexDigests(hashes) } as const];
  });
}
