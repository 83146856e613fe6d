import { NOTHING_FOUND, type Decoder } from './decoder';
import { Fields } from './fields';
import { TRAIT } from '../traits';

/** Unencoded, so that a comparison in plain text is no field. */
const FIELD_NAME = /^[\w.~%+[\]$!*@:-]+$/;

/** A name without a value is an input where it is encoded; as it came it stands in the form's own text. */
const CARRIES_TEXT = /[%+]/;

/**
 * Cookies: nothing but fields, parted by semicolons. In any other text a semicolon is one of the text, and a part that ends
 * there would be judged as if the app had put it into its statement alone.
 */
const COOKIES = /^[\w.~%+[\]$!*@:-]+=[^;]*(?:; ?[\w.~%+[\]$!*@:-]+=[^;]*)+;?$/;

/** Query strings, also that of a URL, urlencoded bodies and cookies: fields in order, still encoded. */
export const form: Decoder = {
  name: 'form',
  some: TRAIT.equals,
  read(text) {
    const separator = text.includes(';') && COOKIES.test(text) ? ';' : '&';
    let fields: Fields | undefined;
    for (let start = 0; start < text.length;) {
      const equals = text.indexOf('=', start);
      if (equals < 0) break;
      const end = fieldEnd(text, separator, start);
      if (equals < end) fields = withField(fields, nameOf(text, start, equals), text.slice(equals + 1, end));
      start = end + 1;
    }
    return fields ? [fields] : NOTHING_FOUND;
  },
};

function fieldEnd(text: string, separator: string, start: number): number {
  const end = text.indexOf(separator, start);
  return end < 0 ? text.length : end;
}

/** The first field of a URL begins after its question mark. */
function nameOf(text: string, start: number, equals: number): string {
  const name = text.slice(start, equals).trimStart();
  return start === 0 ? name.slice(name.lastIndexOf('?') + 1) : name;
}

function withField(fields: Fields | undefined, name: string, value: string): Fields | undefined {
  if ((value === '' && !CARRIES_TEXT.test(name)) || !FIELD_NAME.test(name)) return fields;
  if (!fields) return new Fields(name, value);
  fields.add(name, value);
  return fields;
}
