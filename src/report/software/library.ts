/** Where a library is published. */
export type Ecosystem = 'npm' | 'pypi';

/** A digest as CycloneDX writes it. */
export interface Digest {
  readonly alg: 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';
  /** In hexadecimal, lower case. */
  readonly content: string;
}

/** A library in the version that a lock file pins. */
export interface Library {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly version: string;
  /** Of the archives that it is published as; of a Python library there are several. */
  readonly digests: readonly Digest[];
}

const ALGORITHMS: Readonly<Record<string, Digest['alg']>> = { md5: 'MD5', sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };
const LENGTHS: Readonly<Record<Digest['alg'], number>> = { 'MD5': 32, 'SHA-1': 40, 'SHA-256': 64, 'SHA-384': 96, 'SHA-512': 128 };

/** A Subresource Integrity, as npm, Yarn and pnpm write it: `sha512-…`, several separated by blanks. */
export function integrityDigests(integrity: unknown): readonly Digest[] {
  if (typeof integrity !== 'string') return [];
  return integrity.trim().split(/\s+/).flatMap(part => {
    const [, name = '', base64 = ''] = /^(\w+)-([A-Za-z0-9+/]+={0,2})(?:\?.*)?$/.exec(part) ?? [];
    return digest(name, Buffer.from(base64, 'base64').toString('hex'));
  });
}

/** A digest as Python's tools write it: `sha256:…`, in hexadecimal. */
export function hexDigests(texts: readonly unknown[]): readonly Digest[] {
  const found = texts.flatMap(text => {
    const [, name = '', hex = ''] = /^(\w+):([0-9a-fA-F]+)$/.exec(String(text)) ?? [];
    return digest(name, hex.toLowerCase());
  });
  return [...new Map(found.map(one => [one.content, one])).values()].sort((a, b) => a.content < b.content ? -1 : 1);
}

function digest(name: string, content: string): readonly Digest[] {
  const alg = Object.hasOwn(ALGORITHMS, name.toLowerCase()) ? ALGORITHMS[name.toLowerCase()] : undefined;
  return alg === undefined || content.length !== LENGTHS[alg] ? [] : [{ alg, content }];
}

/** Each library once, sorted by name and version. */
export function uniqueLibraries(libraries: readonly Library[]): readonly Library[] {
  const unique = new Map<string, Library>();
  for (const library of libraries) {
    const key = packageUrl(library);
    if ((unique.get(key)?.digests.length ?? -1) < library.digests.length) unique.set(key, library);
  }
  return [...unique].sort(([a], [b]) => a < b ? -1 : 1).map(([, library]) => library);
}

/** The package URL (purl): `pkg:npm/%40aws-sdk/client-s3@3.0.0`. */
export function packageUrl({ ecosystem, name, version }: Pick<Library, 'ecosystem' | 'name' | 'version'>): string {
  const parts = (ecosystem === 'pypi' ? pypiName(name) : name).split('/').map(encodePart);
  return `pkg:${ecosystem}/${parts.join('/')}@${encodePart(version)}`;
}

/** PyPI takes all of these for the same name. */
export function pypiName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function encodePart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD')).replaceAll('%3A', ':');
}
