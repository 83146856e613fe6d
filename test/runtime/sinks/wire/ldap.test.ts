import { and, atLeast, bind, element, equal, extensible, ldapMessage, not, octets, or, present, search, substrings } from './ldap-messages';
import { cuts, newReader, read, readBytewise } from './reading';

const STRANGE = 'a)(b*';
const NESTED = and(equal('uid', 'ann'), or(equal('cn', STRANGE), not(present('mail'))), substrings('sn', [0x80, 'a'], [0x81, 'b'], [0x82, 'c']), substrings('sn', [0x81, 'm']), atLeast('age', '7'), extensible('cn', '2.5.13.5', 'x'));

const SESSION = Buffer.concat([
  ldapMessage(1, bind('cn=app,dc=shop')), ldapMessage(2, search('ou=people,dc=shop', NESTED)), ldapMessage(3, element(0x77, element(0x80, '1.3.6.1.4.1.1466.20037'))),
  ldapMessage(4, element(0x66, octets('uid=ann,dc=shop'), element(0x30))), ldapMessage(5, element(0x68, octets('uid=bob,dc=shop'), element(0x30))), ldapMessage(6, element(0x4a, 'uid=cat,dc=shop')),
  ldapMessage(7, element(0x6c, octets('uid=ann,dc=shop'), octets('uid=dan'), element(1, '\0'))), ldapMessage(8, element(0x6e, octets('uid=ann,dc=shop'), element(0x30, octets('cn'), octets('x')))),
  ldapMessage(9, search('', present('objectClass'))), ldapMessage(10, Buffer.from([0x42, 0])),
]);
const STATEMENTS = [
  { operation: 'BindRequest', text: 'cn=app,dc=shop' },
  { operation: 'SearchRequest', text: 'ou=people,dc=shop' },
  { operation: 'SearchRequest', text: '(&(uid=ann)(|(cn=a)(b*)(!(mail=*)))(sn=a*b*c)(sn=*m*)(age>=7)(cn:2.5.13.5:=x))' },
  { operation: 'ModifyRequest', text: 'uid=ann,dc=shop' },
  { operation: 'AddRequest', text: 'uid=bob,dc=shop' },
  { operation: 'DelRequest', text: 'uid=cat,dc=shop' },
  { operation: 'ModifyDNRequest', text: 'uid=ann,dc=shop' },
  { operation: 'ModifyDNRequest', text: 'uid=dan' },
  { operation: 'CompareRequest', text: 'uid=ann,dc=shop' },
  { operation: 'SearchRequest', text: '' },
  { operation: 'SearchRequest', text: '(objectClass=*)' },
];

test.each(cuts(SESSION))('reads filters and names when the writes part at byte %i', at => {
  expect(read([SESSION.subarray(0, at), SESSION.subarray(at)], newReader('ldap').reader)).toEqual(STATEMENTS);
});

test('reads them from writes of single bytes, though the client uses its memory again', () => {
  expect(readBytewise(SESSION, newReader('ldap').reader)).toEqual(STATEMENTS);
});

/** The verdict of the filter that a request holds. */
function judged(filter: Buffer, input: string): string | undefined {
  const [, statement] = newReader('ldap').reader.read(ldapMessage(1, search('dc=shop', filter)));
  const invocation = { locate: () => new Map([[input, { path: '$.input', decoders: [] }]]) };
  return statement!.prepare(statement!.text, invocation as never)(input)?.change;
}

test('what is part of a value changed nothing, what is the filter\'s own did', () => {
  expect(judged(equal('cn', STRANGE), STRANGE)).toBeUndefined();
  expect(judged(and(equal('cn', 'a'), substrings('b', [0x80, 'c'])), 'a)(b=c*')).toBe('brought items into the filter: a)(b=c*');
  expect(judged(and(equal('cn', STRANGE), present('a')), STRANGE)).toBeUndefined();
});

test('a filter that nests without end is read', () => {
  const depth = 20_000;
  let filter = equal('a', 'b');
  const heads: Buffer[] = [];
  for (let length = filter.length, level = 0; level < depth; level++) {
    const head = Buffer.from([0xa2, 0x84, 0, 0, 0, 0]);
    head.writeUInt32BE(length, 2);
    heads.unshift(head);
    length += head.length;
  }
  filter = Buffer.concat([...heads, filter]);
  const [, { text }] = read([ldapMessage(1, search('', filter))], newReader('ldap').reader) as [unknown, { text: string }];
  expect([text.startsWith('(!(!('), text.includes('!(a=b)))'), text.length]).toEqual([true, true, depth * 3 + 5]);
});

test('in place of a request goes the same one about a name that is none, or in a scope that is none', () => {
  const one = ldapMessage(1, search('dc=shop', equal('uid', 'a')));
  const [refused] = newReader('ldap').reader.read(one);
  expect(refused!.refusal().toString('latin1')).toBe(one.toString('latin1').replace('dc=shop', '!!!!!!!'));
  const root = ldapMessage(1, search('', equal('uid', 'a')));
  const changed = newReader('ldap').reader.read(root)[1]!.refusal();
  expect([changed.length, [...changed].filter((byte, at) => byte !== root[at])]).toEqual([root.length, [0x7f]]);
});

test('large values that the guard does not look into are not held', () => {
  const { reader, failures } = newReader('ldap');
  const abandoned = ldapMessage(1, element(0x77, Buffer.alloc(5000)));
  expect(read([abandoned.subarray(0, 1000)], reader)).toEqual([]);
  expect(reader.heldFrom).toBe(1000);
  expect(read([abandoned.subarray(1000), ldapMessage(2, element(0x4a, 'dc=a'))], reader)).toEqual([{ operation: 'DelRequest', text: 'dc=a' }]);
  expect(failures).toEqual([]);
});

test('a request beyond the bound passes, and is told', () => {
  const { reader, failures } = newReader('ldap');
  expect(read([Buffer.concat([Buffer.from('30840200000002010166840100000004', 'hex'), Buffer.alloc(40)])], reader)).toEqual([]);
  expect([reader.isOver, failures]).toEqual([false, [expect.stringContaining('is not inspected')]]);
});

test.each([
  ['something else', Buffer.from('hello, world')], ['a length that is not told', Buffer.from('3080020101600702010304008000', 'hex')], ['a request that ends early', ldapMessage(1, Buffer.from('63200400', 'hex'))],
  ['a search without a filter', ldapMessage(1, element(0x63, octets('')))], ['a filter of an unknown kind', ldapMessage(1, search('', element(0xbf, 'x')))],
  ['a comparison of three', ldapMessage(1, search('', element(0xa3, octets('a'), octets('b'), octets('c'))))],
])('leaves a connection alone that it does not understand: %s', (_, bytes) => {
  const { reader, failures } = newReader('ldap');
  reader.read(bytes);
  expect([reader.isOver, failures.length]).toEqual([true, 1]);
});
