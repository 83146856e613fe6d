// eslint-disable-next-line no-control-regex -- whatever is more than ASCII
const MORE_THAN_ASCII = /[^\0-\x7f]/;
// eslint-disable-next-line no-control-regex -- blanks of all kinds
const LEFT_OUT = /[\0- \xa0\\]+|(['"`])(?:\\*\1)+/g;

/** A text as `FoldedReader` reads it, all at once: in ASCII's small letters, without whitespace, backslashes, doubled quotes. */
export function folded(text: string): string {
  const lower = MORE_THAN_ASCII.test(text) ? text.replace(/[A-Z]+/g, letters => letters.toLowerCase()) : text.toLowerCase();
  return lower.replace(LEFT_OUT, '$1');
}
