import { firstFrom } from '../places';

/** What a character of a command line does beyond standing for itself. */
export const MARK = {
  /** Opens or closes a quotation. */
  quote: 1,
  /** A backslash that takes the next character's meaning. */
  escape: 2,
  /** Separates or redirects commands: `;`, `&`, `|`, `<`, `>`, parentheses, a newline. */
  operator: 3,
  /** `$name`, `${…}`, `$(…)`, backticks, arithmetic. */
  expansion: 4,
  comment: 5,
  /** `*`, `?`, `[…]`: replaced by the names of files. */
  glob: 6,
  tilde: 7,
  /** `{a,b}`, `{1..9}`: makes several words. */
  brace: 8,
  /** The line that ends a here-document. */
  hereDocumentEnd: 9,
} as const;
export type Mark = (typeof MARK)[keyof typeof MARK];

/** The syntax of a command line: every character that does something, in order. */
export interface ShellSyntax {
  readonly positions: readonly number[];
  readonly marks: readonly Mark[];
  /** Where the names of commands start. */
  readonly commands: readonly number[];
  /** False where a quotation or an expansion is left open. */
  readonly closed: boolean;
}

/** Index of the first mark at or after a position. */
export function firstMark(syntax: ShellSyntax, position: number): number {
  return firstFrom(syntax.positions, position);
}

/** Whether a command's name starts at a position. */
export function startsCommand(syntax: ShellSyntax, position: number): boolean {
  return syntax.commands[firstFrom(syntax.commands, position)] === position;
}
