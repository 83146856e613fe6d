/** One element of the Basic Encoding Rules (ITU-T X.690), by the places of its head and its content. */
export interface Element {
  readonly tag: number;
  /** Where its head begins. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** A length in the bytes that follow; alone, one that is not told, which LDAP forbids. */
const LONG_FORM = 0x80;
const MAX_LENGTH_BYTES = 4;

/**
 * The element at a place; undefined where its head is not complete, or none.
 *
 * @param limit - where the element around it ends. A message may end behind the bytes that have come; nothing in it may
 */
export function elementAt(bytes: Buffer, at: number, limit = Infinity): Element | undefined {
  if (at + 2 > bytes.length) return undefined;
  const first = bytes[at + 1];
  const count = Math.max(first - LONG_FORM, 0);
  const start = at + 2 + count;
  if (first === LONG_FORM || count > MAX_LENGTH_BYTES || start > bytes.length) return undefined;
  const end = start + (count === 0 ? first : bytes.readUIntBE(at + 2, count));
  return end > limit ? undefined : { tag: bytes[at], at, start, end };
}

/** The elements of an element, in order; undefined where they do not fill it. */
export function elementsIn(bytes: Buffer, { start, end }: Element): readonly Element[] | undefined {
  const elements: Element[] = [];
  for (let at = start; at < end;) {
    const element = elementAt(bytes, at, end);
    if (!element) return undefined;
    elements.push(element);
    at = element.end;
  }
  return elements;
}
