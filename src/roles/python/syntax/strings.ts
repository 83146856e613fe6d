const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', '\n': '' };

/** Where the text of a string literal begins and ends in its source, and how it is written. */
export function readQuotes(source: string): { readonly start: number; readonly end: number; readonly isRaw: boolean } {
  const [, prefix = '', quote = ''] = /^([a-z]*)("""|'''|"|')/i.exec(source) ?? [];
  const start = prefix.length + quote.length;
  return { start, end: source.endsWith(quote) ? Math.max(start, source.length - quote.length) : source.length, isRaw: /r/i.test(prefix) };
}

/** What a piece of a string literal stands for. */
export function unescaped(piece: string, isRaw: boolean): string {
  return isRaw || !piece.includes('\\') ? piece : piece.replace(/\\([^])/g, (whole, character: string) => ESCAPES[character] ?? whole);
}
