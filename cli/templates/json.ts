import { refuseDeep } from './depth';
import { Lines, type PositionOf } from './positions';
import { Unreadable } from './unreadable';

/** Reads JSON, and where each entry of its objects and lists stands. */
export function readJson(text: string): { readonly body: unknown; readonly positionOf: PositionOf } {
  const body = parse(text);
  refuseDeep(body, value => typeof value === 'object' && value !== null ? Object.values(value) : []);
  let index: { readonly root: Entry; readonly lines: Lines } | undefined;
  return {
    body,
    // Most templates of a run have few findings, many none.
    positionOf: path => {
      index ??= { root: indexEntries(text), lines: new Lines(text) };
      const offset = path.reduce<Entry | undefined>((entry, name) => entry?.children.get(name), index.root)?.offset;
      return offset === undefined ? undefined : index.lines.positionAt(offset);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // Engines tell the place of most errors, and quote the file for the others.
    const told = /^(.*?)(?: in JSON)? at position (\d+)/s.exec((error as SyntaxError).message);
    const offset = told === null ? unexpectedToken(text) : Number(told[2]);
    const { line, column } = new Lines(text).positionAt(offset);
    const reason = told?.[1] ?? (offset < text.trimEnd().length ? 'Unexpected token' : 'Unexpected end');
    throw new Unreadable(`is no valid JSON: ${reason} in column ${column}`, line);
  }
}

/** A string may end with the text; whatever it holds, it is read once. */
const TOKEN = /"[^"\\]*(?:\\[^][^"\\]*)*"?|[{}[\],:]|[^\s{}[\],:"]+/g;
const LITERAL = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** The first token that is no word of JSON, or stands where a value should; the end where the text breaks off. */
function unexpectedToken(text: string): number {
  let previous = '[';
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const isPunctuation = /^[{}[\],:]$/.test(token);
    if (!isPunctuation && !token.startsWith('"') && !LITERAL.test(token)) return index;
    if (/[,:[]/.test(previous) && /^[,:}]$/.test(token)) return index;
    if (/[,:]/.test(previous) && token === ']') return index;
    previous = isPunctuation ? token : 'value';
  }
  return text.trimEnd().length;
}

interface Entry {
  readonly offset: number;
  readonly children: Map<string, Entry>;
  /** How many items a list had so far; `undefined` in an object. */
  items?: number;
}

/** One pass over a text that is known to be JSON: the tokens alone say where every key and item stands. */
function indexEntries(text: string): Entry {
  const root: Entry = { offset: 0, children: new Map() };
  const open: Entry[] = [];
  let key: Entry | undefined;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '}' || token === ']') open.pop();
    if (/^[\]},:]$/.test(token)) continue;
    const within = open.at(-1);
    if (key === undefined && isObjectEntry(within)) {
      key = { offset: index, children: new Map() };
      within.children.set(JSON.parse(token) as string, key);
      continue;
    }
    const value = key ?? itemOf(within, index) ?? root;
    key = undefined;
    if (token === '[') value.items = 0;
    if (/^[[{]$/.test(token)) open.push(value);
  }
  return root;
}

function isObjectEntry(entry: Entry | undefined): entry is Entry {
  return entry !== undefined && entry.items === undefined;
}

function itemOf(list: Entry | undefined, offset: number): Entry | undefined {
  if (list?.items === undefined) return undefined;
  const entry: Entry = { offset, children: new Map() };
  list.children.set(String(list.items), entry);
  list.items += 1;
  return entry;
}
