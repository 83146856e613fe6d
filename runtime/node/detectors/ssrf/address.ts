import { isIP } from 'node:net';

/** What an address that is none of the public internet's belongs to. */
export type InternalKind = 'metadata' | 'loopback' | 'link-local' | 'private';

/** Eight groups of 16 bits. An IPv4 address is compared in its IPv6-mapped form, `::ffff:a.b.c.d`. */
type Groups = readonly number[];

/** Bits of the mapped form before the IPv4 address. */
const MAPPED_BITS = 96;

/**
 * The kind of an IP address as Node's resolver, or a parsed URL, writes it; undefined for public ones and for names.
 *
 * Addresses of IPv4 inside IPv6 (mapped, translated, NAT64, 6to4) count as what they stand for.
 */
export function internalKind(address: string): InternalKind | undefined {
  if (!isAddress(address)) return undefined;
  tables ??= createTables();
  const { kinds, embeddings } = tables;
  const groups = groupsOf(address);
  const inside = embeddings.filter(({ holder }) => isIn(groups, holder)).map(({ at }) => embedded(groups, at));
  return [groups, ...inside].map(candidate => kindOf(candidate, kinds)).find(Boolean);
}

const FIRST_LOOK = /^[\d.]+$|:/;

/** Node's own test costs a cold start milliseconds: it is left alone for names. */
function isAddress(text: string): boolean {
  return FIRST_LOOK.test(text) && isIP(text) !== 0;
}

interface Range {
  readonly groups: Groups;
  readonly bits: number;
}

/** `address/bits`. */
function readRange(text: string): Range {
  const [address, bits] = text.split('/');
  return { groups: groupsOf(address), bits: Number(bits) + (address.includes(':') ? 0 : MAPPED_BITS) };
}

/**
 * The first that holds an address tells its kind.
 *
 * Sources: IANA's special-purpose address registries; the metadata addresses of EC2, ECS tasks and EKS pods in their
 * user guides. `0.0.0.0/8` and `::` reach the machine itself on Linux.
 */
const KINDS = [
  ['metadata', ['169.254.169.254/32', '169.254.170.2/32', '169.254.170.23/32', 'fd00:ec2::254/128', 'fd00:ec2::23/128']],
  ['loopback', ['127.0.0.0/8', '0.0.0.0/8', '::1/128', '::/128']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '192.0.0.0/24', '198.18.0.0/15', 'fc00::/7', 'fec0::/10', '64:ff9b:1::/48']],
] as const;

/** Where an IPv4 address stands inside an IPv6 one: the group in which it begins. */
const EMBEDDINGS = [['::ffff:0:0:0/96', 6], ['::/96', 6], ['64:ff9b::/96', 6], ['64:ff9b:1::/48', 6], ['2002::/16', 1]] as const;

interface Tables {
  readonly kinds: ReadonlyArray<readonly [InternalKind, readonly Range[]]>;
  readonly embeddings: ReadonlyArray<{ readonly holder: Range; readonly at: number }>;
}

/** Made when first needed: most cold starts need none. */
let tables: Tables | undefined;

function createTables(): Tables {
  return {
    kinds: KINDS.map(([kind, ranges]) => [kind, ranges.map(readRange)] as const),
    embeddings: EMBEDDINGS.map(([text, at]) => ({ holder: readRange(text), at })),
  };
}

function kindOf(groups: Groups, kinds: Tables['kinds']): InternalKind | undefined {
  return kinds.find(([, ranges]) => ranges.some(candidate => isIn(groups, candidate)))?.[0];
}

function isIn(groups: Groups, { groups: first, bits }: Range): boolean {
  for (let group = 0, left = bits; left > 0; group++, left -= 16) {
    const rest = 2 ** Math.max(0, 16 - left);
    if (Math.floor(groups[group] / rest) !== Math.floor(first[group] / rest)) return false;
  }
  return true;
}

function embedded(groups: Groups, at: number): Groups {
  return [0, 0, 0, 0, 0, 0xffff, groups[at], groups[at + 1]];
}

function pairs(address: string): [number, number] {
  const [a, b, c, d] = address.split('.').map(Number);
  return [a * 0x100 + b, c * 0x100 + d];
}

/** Takes an address that `isIP` knows; in IPv6 `::`, a dotted end and a zone (`%eth0`) may stand. */
function groupsOf(address: string): Groups {
  if (!address.includes(':')) return [0, 0, 0, 0, 0, 0xffff, ...pairs(address)];
  const [plain] = address.split('%');
  const [before, after] = plain.split('::').map(halfOf);
  if (after === undefined) return before;
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function halfOf(half: string): number[] {
  if (half === '') return [];
  return half.split(':').flatMap(group => (group.includes('.') ? pairs(group) : [Number.parseInt(group, 16)]));
}
