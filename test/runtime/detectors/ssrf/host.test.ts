import * as fc from 'fast-check';
import { namedHosts, normalHost } from '../../../../runtime/node/detectors/ssrf/host';
import { FIXED } from '../texts';

const octet = fc.nat(255);
const address = fc.tuple(octet, octet, octet, octet);

/** Every way in which the C library and the URL standard read an IPv4 address. */
function forms([a, b, c, d]: readonly number[]): string[] {
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const octal = (part: number): string => `0${part.toString(8)}`;
  const hex = (part: number): string => `0x${part.toString(16)}`;
  return [
    [a, b, c, d].join('.'), `${[a, b, c, d].join('.')}.`, String(number), hex(number), `0X${number.toString(16).toUpperCase()}`, octal(number),
    [a, b, c, d].map(octal).join('.'), [a, b, c, d].map(hex).join('.'), [hex(a), octal(b), c, d].join('.'), [a, b, c * 256 + d].join('.'), [a, (b * 256 + c) * 256 + d].join('.'),
    [a, b, c, d].join('\u3002'), [a, b, c, d].join('.').replace(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit))),
  ];
}

test('an address is the same host in every form, alone, with a port, in a URL, behind a user', () => {
  fc.assert(fc.property(address, parts => {
    const host = parts.join('.');
    for (const form of forms(parts)) {
      for (const text of [form, `${form}:8080`, `http://${form}/x`, `//${form}/x`, `https:\\\\${form}`, `http://good.example@${form}:81/`, ` http://${form} `]) {
        expect(namedHosts(text).map(named => named.host)).toContain(host);
      }
      expect(normalHost(form)).toBe(host);
    }
  }), { ...FIXED, numRuns: 200 });
});

test.each([
  ['http://EXAMPLE.com./a/b?c#d', { host: 'example.com', port: 80, isUrl: true, path: '/a/b' }],
  ['https://example.com:8443', { host: 'example.com', port: 8443, isUrl: true, path: '/' }],
  ['example.com', { host: 'example.com', isUrl: false, path: '/' }],
  ['localhost:8080/x', { host: 'localhost', port: 8080, isUrl: false, path: '/x' }],
  ['http://[::1]:9/', { host: '::1', port: 9, isUrl: true, path: '/' }],
  ['http://b\u00fccher.example/', { host: 'xn--bcher-kva.example', port: 80, isUrl: true, path: '/' }],
  ['gopher://10.0.0.1:70/1', { host: '10.0.0.1', port: 70, isUrl: true, path: '/1' }],
  ['h\tttp://ex\nample.com', { host: 'example.com', port: 80, isUrl: true, path: '/' }],
])('%j', (input, expected) => {
  expect(namedHosts(input)).toContainEqual(expected);
});

test('URLs are found in a longer text, a bounded number of them', () => {
  const text = Array.from({ length: 100 }, (_, index) => `see <a href="http://h${index}.example/">it</a>`).join(' ');
  const hosts = namedHosts(text).map(({ host }) => host);
  expect(hosts[0]).toBe('h0.example');
  expect(hosts).toHaveLength(64);
});

test('a name may end in a dot, an address have a zone', () => {
  expect([normalHost('Example.COM.'), normalHost('fe80::1%eth0'), normalHost('::FFFF:127.0.0.1')]).toEqual(['example.com', 'fe80::1', '::ffff:7f00:1']);
});

test('never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => {
    expect(() => [namedHosts(text), normalHost(text), namedHosts(`http://${text}`)]).not.toThrow();
  }), FIXED);
});
