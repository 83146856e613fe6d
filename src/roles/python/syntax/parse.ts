import type { Tree } from '@lezer/common';
import { withoutWithGroups } from './with-groups';
import { lezerPython } from '../../parsers';

export type Parsed = { readonly tree: Tree } | { readonly problem: string };

/** More than any handler has: a parser cannot be interrupted. */
export const MAX_CHARACTERS = 4_000_000;

/** The syntax tree of a file; never throws. What does not parse is told by the tree's nodes of errors. */
export function parse(text: string): Parsed {
  if (text.length > MAX_CHARACTERS) return { problem: `it has ${text.length} characters, more than the ${MAX_CHARACTERS} that are parsed` };
  if (text.includes('\0')) return { problem: 'it is binary' };
  try {
    return { tree: lezerPython().parser.parse(withoutWithGroups(text)) };
  } catch (error) {
    return { problem: `it does not parse: ${error instanceof Error ? error.message : String(error)}` };
  }
}
