/** Characters of code around it that are looked through. */
const LONGEST_WRAPPING = 64;

/** What apps and deserialisers put before code that they were given: `(`, `return`, `"use strict";`. */
const BEFORE = /^(?:[\s(;!+]|return\b|void\b|["']use strict["'])+/;
const AFTER = /[\s);]+$/;

/** Code without what an app puts around it, parentheses and a `return`. */
export function coreOf(code: string): string {
  const before = BEFORE.exec(code.slice(0, LONGEST_WRAPPING))?.[0].length ?? 0;
  const end = Math.max(before, code.length - LONGEST_WRAPPING);
  return code.slice(before, end) + code.slice(end).replace(AFTER, '');
}
