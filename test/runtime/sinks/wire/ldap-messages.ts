/** Builds LDAP's messages (RFC 4511) as clients do. */

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

function lengthOf(content: Buffer): Buffer {
  return content.length < 128 ? Buffer.from([content.length]) : Buffer.concat([Buffer.from([0x84]), uint32(content.length)]);
}

export function element(tag: number, ...parts: ReadonlyArray<Buffer | string>): Buffer {
  const content = Buffer.concat(parts.map(part => Buffer.from(part as string)));
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

export const octets = (text: string): Buffer => element(0x04, text);

export const ldapMessage = (id: number, request: Buffer): Buffer => element(0x30, element(0x02, Buffer.from([id])), request);

export const bind = (name: string): Buffer => element(0x60, element(0x02, Buffer.from([3])), octets(name), element(0x80, 'secret'));

/** Scope, aliases, limits of entries and seconds, and whether only types are wanted. */
const SETTINGS = Buffer.from([0x0a, 1, 2, 0x0a, 1, 0, 2, 1, 0, 2, 1, 0, 1, 1, 0]);
export const search = (base: string, filter: Buffer): Buffer => element(0x63, octets(base), SETTINGS, filter, element(0x30, octets('cn')));

export const and = (...filters: readonly Buffer[]): Buffer => element(0xa0, ...filters);
export const or = (...filters: readonly Buffer[]): Buffer => element(0xa1, ...filters);
export const not = (filter: Buffer): Buffer => element(0xa2, filter);
export const equal = (attribute: string, value: string): Buffer => element(0xa3, octets(attribute), octets(value));
export const atLeast = (attribute: string, value: string): Buffer => element(0xa5, octets(attribute), octets(value));
export const present = (attribute: string): Buffer => element(0x87, attribute);
/** Parts: 0x80 at the beginning, 0x81 between, 0x82 at the end. */
export const substrings = (attribute: string, ...parts: ReadonlyArray<readonly [tag: number, text: string]>): Buffer => (
  element(0xa4, octets(attribute), element(0x30, ...parts.map(([tag, text]) => element(tag, text)))));
export const extensible = (attribute: string, rule: string, value: string): Buffer => (
  element(0xa9, element(0x81, rule), element(0x82, attribute), element(0x83, value)));
