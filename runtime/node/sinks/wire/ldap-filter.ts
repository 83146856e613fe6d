import { elementAt, elementsIn, type Element } from './ber';

/** A filter as people write it (RFC 4515), but with values as they are. */
export interface FilterText {
  readonly text: string;
  /** Where a parenthesis or an asterisk is the filter's own and not part of a value. */
  readonly syntax: readonly number[];
}

/** Tags of RFC 4511, section 4.5.1. */
const COMBINING: ReadonlyMap<number, string> = new Map([[0xa0, '&'], [0xa1, '|'], [0xa2, '!']]);
const COMPARING: ReadonlyMap<number, string> = new Map([[0xa3, '='], [0xa5, '>='], [0xa6, '<='], [0xa8, '~=']]);
const SUBSTRINGS = 0xa4;
const PRESENT = 0x87;
const EXTENSIBLE = 0xa9;
/** Parts of a substring match; what is neither of the two stands somewhere between. */
const INITIAL = 0x80;
const FINAL = 0x82;
/** Parts of an extensible match. */
const RULE = 0x81;
const TYPE = 0x82;
const VALUE = 0x83;

/** Reads a filter, however deep it nests; undefined where the bytes are none. */
export function readFilter(bytes: Buffer, filter: Element): FilterText | undefined {
  const writer = new FilterWriter(bytes);
  const ends: number[] = [];
  for (let { at } = filter; at < filter.end;) {
    const limit = ends.at(-1) ?? filter.end;
    if (at === limit) {
      writer.close();
      ends.pop();
      continue;
    }
    const element = elementAt(bytes, at, limit);
    const sign = element && COMBINING.get(element.tag);
    if (!element || (sign === undefined && !writer.item(element))) return undefined;
    if (sign !== undefined) {
      writer.open(sign);
      ends.push(element.end);
    }
    at = sign === undefined ? element.end : element.start;
  }
  ends.forEach(() => writer.close());
  return writer;
}

class FilterWriter implements FilterText {
  public text = '';
  public readonly syntax: number[] = [];

  public constructor(private readonly bytes: Buffer) {}

  public open(sign: string): void {
    this.mark('(');
    this.text += sign;
  }

  public close(): void {
    this.mark(')');
  }

  /** False where it is no item. */
  public item(element: Element): boolean {
    this.mark('(');
    const isItem = element.tag === PRESENT ? this.presence(element) : this.compared(element);
    this.mark(')');
    return isItem;
  }

  private presence(attribute: Element): boolean {
    this.value(attribute);
    this.text += '=';
    this.mark('*');
    return true;
  }

  private compared(element: Element): boolean {
    const parts = elementsIn(this.bytes, element);
    if (!parts || parts.length === 0) return false;
    if (element.tag === EXTENSIBLE) return this.extensible(parts);
    const operator = COMPARING.get(element.tag);
    if (parts.length !== 2 || (operator === undefined && element.tag !== SUBSTRINGS)) return false;
    this.value(parts[0]);
    this.text += operator ?? '=';
    if (operator === undefined) return this.substrings(elementsIn(this.bytes, parts[1]));
    this.value(parts[1]);
    return true;
  }

  private substrings(parts: readonly Element[] | undefined): boolean {
    if (!parts) return false;
    for (const part of parts) {
      if (part.tag !== INITIAL) this.mark('*');
      this.value(part);
    }
    if (parts.at(-1)?.tag !== FINAL) this.mark('*');
    return true;
  }

  private extensible(parts: readonly Element[]): boolean {
    for (const tag of [TYPE, RULE, VALUE]) {
      const part = parts.find(one => one.tag === tag);
      if (tag === VALUE) this.text += ':=';
      else if (part && tag === RULE) this.text += ':';
      if (part) this.value(part);
    }
    return true;
  }

  private value({ start, end }: Element): void {
    this.text += this.bytes.toString('utf8', start, end);
  }

  private mark(sign: string): void {
    this.syntax.push(this.text.length);
    this.text += sign;
  }
}
