/** A key with what stands behind it and what is indented below it. */
export interface Entry {
  /** Without its quotes. */
  readonly key: string;
  /** Likewise; empty where the entry has a block. */
  readonly value: string;
  readonly below: readonly Entry[];
}

interface OpenEntry extends Entry {
  readonly below: OpenEntry[];
  readonly indent: number;
}

/**
 * The blocks of a lock file of Yarn or pnpm: the part of YAML that those write, or Yarn's first own language, by their
 * indentation. A line in any other form is an entry of its own, which nobody asks for.
 */
export function readIndented(text: string): readonly Entry[] {
  const root: OpenEntry = { key: '', value: '', below: [], indent: -1 };
  const open = [root];
  for (const line of text.split(/\r?\n/)) {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) continue;
    const indent = line.length - line.trimStart().length;
    while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    const entry = { ...readEntry(content), below: [], indent };
    (open.at(-1) ?? root).below.push(entry);
    open.push(entry);
  }
  return root.below;
}

/** `key:`, `key: value`, `"a key": value` or `key "value"`. */
function readEntry(content: string): Pick<Entry, 'key' | 'value'> {
  if (content.endsWith(':')) return { key: unquoted(content.slice(0, -1)), value: '' };
  const [quote = ''] = content;
  const end = quote === '"' || quote === '\'' ? content.indexOf(quote, 1) + 1 : content.search(/: | |$/);
  return { key: unquoted(content.slice(0, end)), value: unquoted(content.slice(end).replace(/^:/, '')) };
}

function unquoted(text: string): string {
  const trimmed = text.trim();
  const [quote = ''] = trimmed;
  const isQuoted = (quote === '"' || quote === '\'') && trimmed.length > 1 && trimmed.indexOf(quote, 1) === trimmed.length - 1;
  return isQuoted ? trimmed.slice(1, -1) : trimmed;
}

/** The entry of a name below another one. */
export function entryBelow({ below }: Pick<Entry, 'below'>, key: string): Entry | undefined {
  return below.find(entry => entry.key === key);
}
