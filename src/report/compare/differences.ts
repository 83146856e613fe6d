/** What only one of two lists has. */
export function differences(before: readonly string[], after: readonly string[]): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const was = new Set(before);
  const is = new Set(after);
  return { added: after.filter(text => !was.has(text)), removed: before.filter(text => !is.has(text)) };
}
