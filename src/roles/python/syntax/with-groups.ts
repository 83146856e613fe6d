const GROUP = /^[ \t]*(?:async[ \t]+)?with[ \t]*\(/gm;

/**
 * A text in which `with (a as b, c as d):` has no brackets, since the parser does not know them there; every character
 * keeps its position.
 */
export function withoutWithGroups(text: string): string {
  let found = text;
  for (const { 0: start, index } of text.matchAll(GROUP)) {
    const open = index + start.length - 1;
    const close = closing(text, open);
    if (close === undefined || !/^\s*:/.test(text.slice(close + 1, close + 20)) || !/\bas\b/.test(text.slice(open, close))) continue;
    const inside = text.slice(open + 1, close).replace(/#.*$/gm, comment => ' '.repeat(comment.length)).replace(/\n/g, ' ').replace(/,(\s*)$/, ' $1');
    found = `${found.slice(0, open)} ${inside} ${found.slice(close + 1)}`;
  }
  return found;
}

/** Where a bracket is closed again, those in texts aside. */
function closing(text: string, open: number): number | undefined {
  let depth = 0;
  for (const { 0: piece, index } of text.slice(open).matchAll(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#.*|[()[\]{}]/g)) {
    if ('([{'.includes(piece)) depth += 1;
    else if (')]}'.includes(piece)) depth -= 1;
    if (depth === 0) return open + index;
  }
  return undefined;
}
