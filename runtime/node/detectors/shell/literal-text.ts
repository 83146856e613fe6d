import { MARK, type ShellSyntax } from './marks';

/**
 * The command line after quote removal, with a NUL for every character that does something else.
 *
 * An input that the app quoted stands in it as it came, whatever way of quoting was used.
 */
export function literalText(text: string, { positions, marks }: ShellSyntax): string {
  const parts: string[] = [];
  let from = 0;
  for (let index = 0; index < positions.length; index++) {
    parts.push(text.slice(from, positions[index]));
    if (marks[index] !== MARK.quote && marks[index] !== MARK.escape) parts.push('\0');
    from = positions[index] + 1;
  }
  parts.push(text.slice(from));
  return parts.join('');
}
