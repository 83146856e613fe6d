import type { SourceLocation } from './finding';
import { shortened, visible } from './inert-text';

/** A name takes the width of a table; ids are told in full by the other formats. */
const MAX_NAME = 300;

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * A name as a code span: no markup, no HTML, no link, no mention comes out of one. Its fence is longer than any
 * backticks inside. A bar ends a table's cell even there, and a backslash before it may be escaped by another.
 */
export function code(name: string): string {
  const text = shortened(visible(name), MAX_NAME).replaceAll('|', '\\u{7c}').trim();
  if (text === '') return '';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest === 0 ? '' : ' ';
  return `${fence}${space}${text}${space}${fence}`;
}

export function codeOfPlace({ file, line }: SourceLocation): string {
  return code(line === undefined ? file : `${file}:${line}`);
}
