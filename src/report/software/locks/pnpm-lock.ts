import { entryBelow, readIndented, type Entry } from './indented';
import { UnreadableLock } from './lock-file';
import { integrityDigests, type Library } from '../library';

/** `pnpm-lock.yaml`. Until its version 6 it tells what only development needs. */
export function readPnpmLock(text: string): readonly Library[] {
  if (!/^lockfileVersion:/m.test(text)) throw new UnreadableLock('is no lock file of pnpm');
  const packages = readIndented(text).find(({ key }) => key === 'packages');
  return (packages?.below ?? []).flatMap(readEntry);
}

/** `@scope/name@1.0.0(peer@2.0.0)`, `/@scope/name@1.0.0` or `/@scope/name/1.0.0_peer@2.0.0`: by the version of the format. */
const KEY = /^\/?((?:@[^/@]+\/)?[^/@(]+)[@/](\d[^()_/:]*)/;

function readEntry(entry: Entry): readonly Library[] {
  const [, name, version] = KEY.exec(entry.key) ?? [];
  if (name === undefined || version === undefined || entryBelow(entry, 'dev')?.value === 'true') return [];
  const resolution = entryBelow(entry, 'resolution');
  const integrity = /\bintegrity: *([^\s,}]+)/.exec(resolution?.value ?? '')?.[1] ?? (resolution === undefined ? undefined : entryBelow(resolution, 'integrity')?.value);
  return [{ ecosystem: 'npm', name, version, digests: integrityDigests(integrity) }];
}
