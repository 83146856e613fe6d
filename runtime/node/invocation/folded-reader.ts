/* eslint-disable no-bitwise -- keys are whole numbers */

const BACKSLASH = 0x5c;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const BACKTICK = 0x60;
const BLANK = 0x20;
const NO_BREAK_SPACE = 0xa0;

/** Characters in a key. */
const KEY_LENGTH = 4;

/**
 * Reads a text without what apps change on the way and detectors overlook when they compare (`detectors/folded-text.ts`):
 * case, whitespace, backslashes, doubled quotes.
 */
export class FoldedReader {
  /** The key of the four characters read last; meaningful once so many were. */
  public key = 0;
  private previous = 0;

  public constructor(private readonly text: string, /** Where the next character is read. */ public at: number) {}

  /** Another reader that goes on from here. */
  public fork(): FoldedReader {
    const reader = new FoldedReader(this.text, this.at);
    reader.previous = this.previous;
    return reader;
  }

  /** The next character; negative at the end. */
  public next(): number {
    while (this.at < this.text.length) {
      const character = this.text.charCodeAt(this.at++);
      if (character <= BLANK || character === NO_BREAK_SPACE) {
        this.previous = 0;
        continue;
      }
      if (character === BACKSLASH || (character === this.previous && isQuote(character))) continue;
      this.previous = character;
      const folded = character >= 0x41 && character <= 0x5a ? character + 0x20 : character;
      /* Seven bits each. Characters beyond share keys, which costs a lookup, not a miss. */
      this.key = ((this.key << 7) | (folded & 0x7f)) & 0xfffffff;
      return folded;
    }
    return -1;
  }

  /** Reads to where a key is complete; false where too few characters are left. */
  public readKey(): boolean {
    for (let count = 0; count < KEY_LENGTH; count++) if (this.next() < 0) return false;
    return true;
  }

  /** What follows, as it is read, up to so many characters. */
  public rest(length: number): string {
    const reader = this.fork();
    let rest = '';
    for (let count = 0; count < length; count++) {
      const unit = reader.next();
      if (unit < 0) break;
      rest += String.fromCharCode(unit);
    }
    return rest;
  }
}

function isQuote(character: number): boolean {
  return character === SINGLE_QUOTE || character === DOUBLE_QUOTE || character === BACKTICK;
}
