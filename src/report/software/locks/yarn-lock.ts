import { entryBelow, readIndented, type Entry } from './indented';
import { UnreadableLock } from './lock-file';
import { integrityDigests, type Library } from '../library';

/**
 * `yarn.lock` of every Yarn. It does not tell what only development needs; the checksums of Yarn 2 and later are those of its
 * own archives, and no digests of what was published.
 */
export function readYarnLock(text: string): readonly Library[] {
  if (!/^# yarn lockfile v1|^__metadata:/m.test(text)) throw new UnreadableLock('is no lock file of Yarn');
  return readIndented(text).flatMap(entry => entry.key === '__metadata' ? [] : readEntry(entry));
}

function readEntry(entry: Entry): readonly Library[] {
  const version = entryBelow(entry, 'version')?.value;
  const resolution = entryBelow(entry, 'resolution')?.value;
  // Of the first Yarn the key tells the name, as it is asked for: `"@scope/name@^1.0.0", "@scope/name@^1.2.0"`, `alias@npm:name@^1.0.0`.
  const asked = resolution ?? entry.key.split(',')[0]?.replaceAll('"', '') ?? '';
  if (version === undefined || !isPublished(asked, resolution !== undefined)) return [];
  const name = nameIn(asked);
  return name === undefined ? [] : [{ ecosystem: 'npm', name, version, digests: integrityDigests(entryBelow(entry, 'integrity')?.value) }];
}

/** Workspaces, patches, links and files are parts of the project. */
function isPublished(asked: string, isResolution: boolean): boolean {
  return isResolution ? /^(?:@[^@/]+\/)?[^@/]+@npm:/.test(asked) : !/@(?:file|link|portal|workspace|patch):/.test(asked);
}

function nameIn(asked: string): string | undefined {
  const alias = /@npm:((?:@[^@/]+\/)?[^@/\s]+)@/.exec(asked)?.[1];
  return alias ?? /^((?:@[^@/]+\/)?[^@/\s]+)@/.exec(asked)?.[1];
}
