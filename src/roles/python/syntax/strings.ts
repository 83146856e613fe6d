import type { SyntaxNode } from '@lezer/common';
import { partsOf } from './nodes';
import type { Expression } from './tree';

const ESCAPES: Readonly<Record<string, string>> = { 'n': '\n', 't': '\t', 'r': '\r', '\\': '\\', "'": "'", '"': '"', '\n': '' };

/** Where the text of a string literal begins and ends in its source, and how it is written. */
function readQuotes(source: string): { readonly start: number; readonly end: number; readonly isRaw: boolean } {
  const [, prefix = '', quote = ''] = /^([a-z]*)("""|'''|"|')/i.exec(source) ?? [];
  const start = prefix.length + quote.length;
  return { start, end: source.endsWith(quote) ? Math.max(start, source.length - quote.length) : source.length, isRaw: /r/i.test(prefix) };
}

/** What a piece of a string literal stands for. */
function unescaped(piece: string, isRaw: boolean): string {
  return isRaw || !piece.includes('\\') ? piece : piece.replace(/\\([^])/g, (whole, character: string) => ESCAPES[character] ?? whole);
}

/** What a string literal stands for. */
export function stringText(source: string): string {
  const { start, end, isRaw } = readQuotes(source);
  return unescaped(source.slice(start, end), isRaw);
}

/** The texts and the expressions that `f'…'` consists of. */
export function formatPieces(node: SyntaxNode, text: string, read: (part: SyntaxNode | undefined) => Expression): ReadonlyArray<string | Expression> {
  const { start, end, isRaw } = readQuotes(text.slice(node.from, node.to));
  const pieces: Array<string | Expression> = [];
  let position = node.from + start;
  const literal = (to: number) => {
    if (to > position) pieces.push(unescaped(text.slice(position, to), isRaw).replaceAll('{{', '{').replaceAll('}}', '}'));
  };
  for (const replacement of node.getChildren('FormatReplacement')) {
    literal(replacement.from);
    const [value, ...others] = partsOf(replacement);
    others.forEach(other => read(other));
    pieces.push(read(value));
    position = replacement.to;
  }
  literal(node.from + end);
  return pieces;
}

/** The pieces of one of several literals that stand side by side. */
export function piecesOf(value: Expression): ReadonlyArray<string | Expression> {
  return value.type === 'text' ? value.pieces : [value];
}
