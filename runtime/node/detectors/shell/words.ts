import { MARK, type ShellSyntax } from './marks';

/** A word of a command as its program receives it. */
export interface Word {
  /** After quote removal. */
  readonly value: string;
  /** Where its first character stands in the text, behind an opening quote. */
  readonly start: number;
  /** Which command of the text it belongs to. */
  readonly command: number;
}

/** The words of every command in a command line; what stands in nested quotations is cut at its blanks as well. */
export function shellWords(text: string, { positions, marks }: ShellSyntax): Word[] {
  const words: Word[] = [];
  let command = 0;
  let value = '';
  let start = -1;
  let isQuoted = false;
  const end = () => {
    if (start >= 0) words.push({ value, start, command });
    value = '';
    start = -1;
  };
  for (let at = 0, next = 0; at < text.length; at++) {
    const mark = positions[next] === at ? marks[next++] : undefined;
    if (mark === MARK.quote) {
      if (text[at] !== '$') isQuoted = !isQuoted;
    } else if (mark === MARK.operator) {
      end();
      command++;
    } else if (mark === undefined && !isQuoted && isBlank(text[at])) {
      end();
    } else if (mark !== MARK.escape) {
      if (start < 0) start = at;
      value += text[at];
    }
  }
  end();
  return words;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}
