import { cuts, newReader, read, readBytewise } from './reading';

const lines = (...parts: readonly string[]): Buffer => Buffer.from(parts.map(part => `${part}\r\n`).join(''));

const HEADERS = ['From: a@example.com', 'To: b@example.com,', '\tc@example.com', 'Subject: hello'];
const MESSAGE = lines(...HEADERS, '', 'one', '..two', 'three', '.');
const text = (part: Buffer): string => part.toString();

/** What an input comes to in the last of some writes, behind a session that has begun. */
function judged(writes: readonly Buffer[], input: string): string | undefined {
  const { reader } = newReader('smtp');
  const statements = [lines('EHLO mail'), ...writes].flatMap(bytes => reader.read(bytes));
  return statements.map(statement => statement.prepare(statement.text, undefined as never)(input)?.change).find(change => change !== undefined);
}

const begun = [lines('MAIL FROM:<a@example.com>'), lines('RCPT TO:<b@example.com>'), lines('DATA')];

test('of commands that come one by one nothing is compared; of a message its headers are', () => {
  const { reader } = newReader('smtp');
  expect(read([lines('EHLO mail'), lines('AUTH LOGIN'), lines('YQ=='), ...begun, MESSAGE, lines('QUIT')], reader)).toEqual([{ operation: 'message headers', text: text(MESSAGE) }]);
});

test.each([
  ['an address that brings a command', [lines('MAIL FROM:<a@example.com>', 'RCPT TO:<evil@example.com>')], 'a@example.com>\r\nRCPT TO:<evil@example.com', 'added the line RCPT TO:<evil@example.com'],
  ['an address that brings a message', [lines('RCPT TO:<b@example.com>', 'DATA', 'Subject: x', '', 'body', '.')], 'b@example.com>\r\nDATA\r\nSubject: x\r\n\r\nbody', 'added the line DATA\r\nSubject: x\r\n\r\nbody'],
  ['a name that brings a command', [lines('EHLO x', 'NOOP')], 'x\nNOOP', 'added the line NOOP'],
  ['a name with a bare newline', [Buffer.from('EHLO x\nNOOP\r\n')], 'x\nNOOP', 'added the line NOOP'],
  ['a subject that brings a header', [...begun, lines('Subject: hi', 'Bcc: evil@example.com', '', 'body', '.')], 'hi\r\nBcc: evil@example.com', 'added the line Bcc: evil@example.com'],
  ['a subject that brings the body', [...begun, lines('Subject: hi', '', 'evil', 'From: x', '', 'body', '.')], 'hi\r\n\r\nevil', 'added the line evil'],
  ['a body that ends the message', [...begun, MESSAGE, lines('DATA'), lines('Subject: x', '', 'a', '.', 'MAIL FROM:<evil@example.com>')], 'a\r\n.\r\nMAIL FROM:<evil@example.com', 'added the line .\r\nMAIL FROM:<evil@example.com'],
  ['a header that the app folded', [...begun, lines('Subject: one', ' two', '', 'body', '.')], 'one\r\n two', undefined],
  ['a body with lines', [...begun, lines('Subject: x', '', 'one', 'Bcc: two', '', 'three', '.')], 'one\r\nBcc: two', undefined],
  ['a body with an escaped dot', [...begun, lines('Subject: x', '', 'one', '..', 'two', '.')], 'one\r\n.\r\ntwo', undefined],
  ['a mail that is handed on', [...begun, MESSAGE], [...HEADERS, '', 'one'].join('\r\n'), undefined],
  ['headers that are handed on behind one of the app\'s', [...begun, lines('Received: by x', ...HEADERS, '', 'one', '.')], HEADERS.join('\r\n'), undefined],
  ['a message that the server declined', [...begun, lines('RSET'), lines('MAIL FROM:<a@example.com>', 'NOOP')], 'a@example.com>\r\nNOOP', 'added the line NOOP'],
  ['a session behind a message', [...begun, MESSAGE, lines('MAIL FROM:<a@example.com>', 'NOOP')], 'a@example.com>\r\nNOOP', 'added the line NOOP'],
  ['a session behind a message of nothing', [...begun, lines('.'), lines('MAIL FROM:<a@example.com>', 'NOOP')], 'a@example.com>\r\nNOOP', 'added the line NOOP'],
  ['a message in a chunk', [lines('BDAT 9 LAST'), Buffer.from('a\r\nRSET\r\n')], 'a\r\nRSET', undefined],
] as const)('%s', (_, writes, input, change) => {
  expect(judged(writes, input)).toBe(change);
});

const SESSION = Buffer.concat([lines('EHLO mail'), ...begun, MESSAGE, lines('RSET'), ...begun, MESSAGE, lines('QUIT')]);
const operations = (statements: ReturnType<typeof read>): string[] => statements.map(({ operation }) => operation).filter(operation => operation === 'message headers');

test.each(cuts(SESSION))('reads both messages when the writes part at byte %i', at => {
  expect(operations(read([SESSION.subarray(0, at), SESSION.subarray(at)], newReader('smtp').reader))).toHaveLength(2);
});

test('reads them from writes of single bytes, and holds nothing in the end', () => {
  const { reader, failures } = newReader('smtp');
  expect(operations(readBytewise(SESSION, reader))).toHaveLength(2);
  expect([reader.heldFrom, reader.isOver, failures]).toEqual([SESSION.length, false, []]);
});

test('the headers of a message are held until they are complete, its body is not', () => {
  const { reader } = newReader('smtp');
  const before = Buffer.concat([lines('EHLO mail'), ...begun]);
  reader.read(before);
  reader.read(lines('Subject: x'));
  expect(reader.heldFrom).toBe(before.length);
  reader.read(lines('', 'one'));
  expect(reader.heldFrom).toBe(before.length + 'Subject: x\r\n\r\none\r\n'.length);
});

test('in place of commands goes one that no server has; a message ends with its connection, since it began before', () => {
  const { reader } = newReader('smtp');
  const [commands] = reader.read(lines('EHLO mail', 'NOOP'));
  expect([commands!.refusal().toString(), commands!.start, commands!.end]).toEqual(['REFUSED-BY-SERVERLESS-GUARD\r\nQUIT\r\n', 0, 17]);
  reader.read(lines('DATA'));
  const [headers] = reader.read(MESSAGE);
  expect(headers!.start).toBe(17);
});
