/** A TypeScript example in a Markdown page. */
export interface MarkdownSnippet {
  readonly page: string;
  /** Line of the page that the first line of the code stands in, counted from 1. */
  readonly line: number;
  readonly code: string;
}

/** Finds every block that is fenced as `ts`; other fences (`sh`, `json`, `typescript`, none) are prose. */
export function snippetsOf(page: string, markdown: string): MarkdownSnippet[] {
  const snippets: MarkdownSnippet[] = [];
  let open: { fence: string; line: number; code: string[] } | undefined;
  for (const [index, text] of markdown.split(/\r?\n/).entries()) {
    const [, fence, language] = /^ *(`{3,}|~{3,})\s*(\S*)/.exec(text) ?? [];
    if (open && fence?.startsWith(open.fence) && !language) {
      if (open.line > 0) snippets.push({ page, line: open.line, code: open.code.join('\n') });
      open = undefined;
    } else if (open) {
      open.code.push(text);
    } else if (fence) {
      open = { fence, line: language === 'ts' ? index + 2 : 0, code: [] };
    }
  }
  return snippets;
}
