const SCHEME = /^file:\/\/[^/]*/i;

/** The path that the file system receives: a `file:` URL's, decoded as Node decodes it, or the text itself. */
export function fileSystemPath(text: string): string {
  const scheme = SCHEME.exec(text);
  if (!scheme) return text;
  const path = text.slice(scheme[0].length).replace(/[?#][^]*$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
