import * as fc from 'fast-check';
import { screenValue } from '../../../runtime/node/screening/screen-value';
import { FIXED, anyText } from '../detectors/texts';

/** What attacks are made of, so that rules are reached and not just passed by. */
const PARTS = ["'", '"', ' or ', '1=1', 'union select ', '--', '#', '<', '>', 'script', ' onload=', 'javascript:', '(', ')', '{{', '}}', '${', 'jndi:', '../', '%2e', '%c0%af', ';', '|', 'cat ', '$(', '`',
  '__proto__', '[$ne]', '\r\n', 'Set-Cookie: ', '<!ENTITY ', 'SYSTEM ', 'http://', '127.0.0.1', '/etc/passwd', 'O:1:"', '\0', ' ', 'a', '7', ',', '&#x6a;', '\\u006a', '/*', '*/'];
const anyAttempt = fc.array(fc.constantFrom(...PARTS), { maxLength: 16 }).map(parts => parts.join(''));

test('never throws, and says the same each time, whatever came before', () => {
  fc.assert(fc.property(fc.oneof(anyText, anyAttempt), fc.oneof(anyText, anyAttempt), (text, other) => {
    const first = screenValue(text);
    screenValue(other);
    expect(screenValue(text)).toEqual(first);
  }), FIXED);
});

test('evidence is in words', () => {
  fc.assert(fc.property(anyAttempt, text => {
    const attempt = screenValue(text);
    if (attempt) expect(attempt.evidence).toMatch(/^[a-zA-Z].*\w{3}/);
  }), FIXED);
});

const word = fc.stringMatching(/^[a-z]{1,12}$/);

test('finds nothing in a word, a number, a date, an identifier', () => {
  const plain = fc.oneof(word, fc.integer().map(String), fc.uuid(), fc.double({ noNaN: true }).map(String), fc.ipV4(), fc.ipV6(),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map(date => date.toISOString()));
  fc.assert(fc.property(plain, text => expect(screenValue(text)).toBeUndefined()), FIXED);
});

test('finds nothing in addresses of public pages and of people', () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{2,10}$/);
  const page = fc.tuple(name, name, name, name).map(([host, path, field, value]) => `https://${host}.example.com/${path}?${field}=${value}`);
  const mail = fc.tuple(name, name).map(([person, host]) => `${person}@${host}.example.org`);
  fc.assert(fc.property(fc.oneof(page, mail), text => expect(screenValue(text)).toBeUndefined()), FIXED);
});

test('finds nothing in sentences with names of commands, keywords and apostrophes', () => {
  const vocabulary = ['select', 'union', 'cat', "don't", 'drop', 'and', 'or', 'table', 'from', 'the', 'date', 'echo', "it's", 'order', 'by', 'sleep', 'find', 'script', 'where', 'is', 'like', 'insert', 'into', 'null'];
  const sentence = fc.array(fc.constantFrom(...vocabulary), { minLength: 7, maxLength: 14 }).map(words => `Please ${words.join(' ')}.`);
  fc.assert(fc.property(sentence, text => expect(screenValue(text)).toBeUndefined()), FIXED);
});
