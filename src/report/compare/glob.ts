/** Whether a pattern with `*` and `?` covers a text, in any case, in time linear in both but for one `*` at a time. */
export function globCovers(pattern: string, text: string): boolean {
  const wanted = pattern.toLowerCase();
  const given = text.toLowerCase();
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < given.length;) {
    if (wanted[at] === '*') {
      star = at;
      at += 1;
      resume = index;
    } else if (at < wanted.length && (wanted[at] === given[index] || (wanted[at] === '?' && given[index] !== '*'))) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      resume += 1;
      index = resume;
      at = star + 1;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
