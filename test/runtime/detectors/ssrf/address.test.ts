import { BlockList, isIPv4 } from 'node:net';
import * as fc from 'fast-check';
import { internalKind } from '../../../../runtime/node/detectors/ssrf/address';
import { FIXED } from '../texts';

/** Node's own implementation of ranges, filled from the registries anew. */
const INTERNAL = new BlockList();
for (const [address, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
] as const) INTERNAL.addSubnet(address, bits, 'ipv4');
const INTERNAL_6 = new BlockList();
for (const [address, bits] of [['::1', 128], ['::', 128], ['fe80::', 10], ['fc00::', 7], ['fec0::', 10], ['64:ff9b:1::', 48]] as const) INTERNAL_6.addSubnet(address, bits, 'ipv6');

const octet = fc.nat(255);
const EDGES = ['9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0', '100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0',
  '169.253.255.255', '169.254.0.0', '169.255.0.0', '172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0', '192.167.255.255', '192.168.0.0', '192.169.0.0', '8.8.8.8'];
const ipv4 = fc.oneof(fc.constantFrom(...EDGES), fc.tuple(octet, octet, octet, octet).map(parts => parts.join('.')));

/** Any IPv6 address, in full or with its zeros left out. */
const group = fc.oneof(fc.constant(0), fc.nat(0xffff), fc.constantFrom(0xfe80, 0xfd00, 0xec2, 0x64, 0xff9b, 0xffff, 0x2002));
const groups = fc.array(group, { minLength: 8, maxLength: 8 });
const full = (parts: readonly number[]): string => parts.map(part => part.toString(16)).join(':');
const short = (parts: readonly number[]): string => new URL(`http://[${full(parts)}]`).hostname.slice(1, -1);
const hex = (address: string): string => {
  const [a, b, c, d] = address.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
};

test('an IPv4 address is internal where Node says that it is in an internal range', () => {
  fc.assert(fc.property(ipv4, address => expect(internalKind(address) !== undefined).toBe(INTERNAL.check(address))), FIXED);
});

test.each(['::ffff:', '::ffff:0:', '::', '64:ff9b::'])('inside %s an IPv4 address is what it is', prefix => {
  fc.assert(fc.property(ipv4, address => {
    /* `::` and `::1` are addresses of their own. */
    fc.pre(prefix !== '::' || !address.startsWith('0.'));
    expect(internalKind(prefix + address)).toBe(internalKind(address));
    expect(internalKind(prefix + hex(address))).toBe(internalKind(address));
  }), FIXED);
});

test('so it is in a 6to4 address', () => {
  fc.assert(fc.property(ipv4, address => expect(internalKind(`2002:${hex(address)}::1`)).toBe(internalKind(address))), FIXED);
});

test('an IPv6 address is internal where Node says so, however it is written', () => {
  fc.assert(fc.property(groups, parts => {
    const embeds = /^(?:::|2002:|64:ff9b::)/.test(short(parts)) && !INTERNAL_6.check(full(parts), 'ipv6');
    fc.pre(!embeds);
    for (const text of [full(parts), short(parts), `${full(parts)}%eth0`]) expect(internalKind(text) !== undefined).toBe(INTERNAL_6.check(full(parts), 'ipv6'));
  }), FIXED);
});

test.each([
  ['169.254.169.254', 'metadata'], ['fd00:ec2::254', 'metadata'], ['169.254.170.2', 'metadata'], ['::ffff:169.254.169.254', 'metadata'], ['169.254.1.1', 'link-local'],
  ['127.0.0.1', 'loopback'], ['0.0.0.0', 'loopback'], ['::1', 'loopback'], ['fe80::1%eth0', 'link-local'], ['10.1.2.3', 'private'], ['fd12::1', 'private'],
])('%s: %s', (address, kind) => {
  expect(internalKind(address)).toBe(kind);
});

test('names and halves of addresses have no kind', () => {
  fc.assert(fc.property(fc.string(), text => {
    fc.pre(!isIPv4(text) && !text.includes(':'));
    expect(internalKind(text)).toBeUndefined();
  }), FIXED);
});
