/** Shortens a text to a number of characters, visibly. */
export function shorten(text: string, max: number, more = false): string {
  return text.length > max || more ? `${text.slice(0, max)}…` : text;
}
