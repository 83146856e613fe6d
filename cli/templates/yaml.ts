import { Composer, isAlias, isMap, isNode, isScalar, isSeq, Parser, Scalar, type Alias, type CST, type Document, type Node, type Pair } from 'yaml';
import { MAX_DEPTH, refuseDeep, tooDeep } from './depth';
import { Lines, type PositionOf } from './positions';
import { Unreadable } from './unreadable';
import { plainScalar } from './yaml-scalar';

/** Reads YAML with the short forms of intrinsic functions, and where each entry of its maps and lists stands. */
export function readYaml(text: string): { readonly body: unknown; readonly positionOf: PositionOf } {
  const lines = new Lines(text);
  const root = compose(text, lines).contents;
  const reading = new Reading(lines);
  return {
    body: reading.valueOf(root),
    positionOf: path => {
      const offset = offsetOf(root, path, reading);
      return offset === undefined ? undefined : lines.positionAt(offset);
    },
  };
}

/**
 * One document out of the text. Tokens first: what is nested too deeply would end the process in the composer, which is
 * recursive. Of the schema nothing is asked but text: what a plain scalar means is CloudFormation's matter.
 */
function compose(text: string, lines: Lines): Document.Parsed {
  const tokens = [...new Parser().parse(text)];
  tokens.forEach(token => refuseDeep<CST.Token>(token, childTokens));
  const documents = [...new Composer({ schema: 'failsafe', merge: false, uniqueKeys: false }).compose(tokens, true, text.length)];
  const [document] = documents;
  if (document === undefined) throw new Unreadable('is empty');
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) {
    const { line, column } = lines.positionAt(error.pos[0]);
    throw new Unreadable(`is no valid YAML: ${error.message} in column ${column}`, line);
  }
  if (documents.length > 1) throw new Unreadable(`holds ${documents.length} YAML documents, expected one template a file`);
  return document;
}

function childTokens(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter(child => child !== undefined && child !== null));
}

/** `!!str`: a plain scalar that is a text whatever it looks like. */
const TEXT_TAG = 'tag:yaml.org,2002:str';

/** Aliases of aliases multiply; a template of a megabyte holds a fifth of this. */
const MAX_VALUES = 500_000;

/** The values of a document's nodes, in its order: an alias means the anchor before it. */
class Reading {
  private readonly anchors = new Map<string, Node>();
  private left = MAX_VALUES;

  constructor(private readonly lines: Lines) {}

  public valueOf(node: unknown, depth = 0): unknown {
    this.left -= 1;
    if (this.left < 0) throw new Unreadable(`holds more than ${MAX_VALUES} values, what its aliases stand for included`);
    if (depth > MAX_DEPTH) throw tooDeep();
    if (isAlias(node)) return this.valueOf(this.targetOf(node), depth + 1);
    if (!isNode(node)) return null;
    const value = isScalar(node) ? scalarOf(node) : this.collectionOf(node, depth + 1);
    // Only now: an anchor inside itself would have no end.
    if ('anchor' in node && node.anchor !== undefined) this.anchors.set(node.anchor, node);
    return intrinsic(node.tag, value);
  }

  public targetOf(alias: Alias): Node {
    const target = this.anchors.get(alias.source);
    if (target === undefined) throw new Unreadable(`is no valid YAML: there is no anchor ${alias.source} before its alias`, this.lineOf(alias));
    return target;
  }

  private collectionOf(node: Node, depth: number): unknown {
    if (isSeq(node)) return node.items.map(item => this.valueOf(item, depth));
    const own = new Map<string, unknown>();
    const merged: [string, unknown][] = [];
    for (const pair of isMap(node) ? node.items : []) {
      const key = keyOf(pair);
      if (own.has(key)) throw new Unreadable(`is no valid YAML: the key ${key} stands in its map twice`, this.lineOf(pair.key));
      if (key === '<<') merged.push(...mergedBy(this.valueOf(pair.value, depth)));
      else own.set(key, this.valueOf(pair.value, depth));
    }
    // Own properties, whatever they are called; what a map says itself comes over what it merges.
    return Object.fromEntries([...merged, ...own]);
  }

  private lineOf(node: unknown): number | undefined {
    return isNode(node) && node.range ? this.lines.positionAt(node.range[0]).line : undefined;
  }
}

/** Of several maps the first says what it says. */
function mergedBy(value: unknown): readonly [string, unknown][] {
  const maps = Array.isArray(value) ? value.toReversed() : [value];
  return maps.flatMap(map => typeof map === 'object' && map !== null ? Object.entries(map) : []);
}

function scalarOf({ type, value, source, tag }: Scalar): unknown {
  return type === Scalar.PLAIN && tag !== TEXT_TAG ? plainScalar(source ?? '') : value;
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value ?? '') : String(key);
}

/** `!Sub x` is `{"Fn::Sub": "x"}`; what no intrinsic function is called stays unknown to whoever evaluates it. */
function intrinsic(tag: string | undefined, argument: unknown): unknown {
  if (tag === undefined || !tag.startsWith('!')) return argument;
  const name = tag.slice(1);
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: argument };
}

function offsetOf(root: unknown, path: readonly string[], reading: Reading): number | undefined {
  let start: unknown;
  let within = root;
  for (const name of path) [start, within] = entryOf(isAlias(within) ? reading.targetOf(within) : within, name);
  return isNode(start) ? start.range?.[0] : undefined;
}

/** Where an entry begins, and what it holds. */
function entryOf(node: unknown, name: string): readonly [start: unknown, value: unknown] {
  if (isSeq(node)) return [node.items[Number(name)], node.items[Number(name)]];
  const pair = isMap(node) ? node.items.find(item => keyOf(item) === name) : undefined;
  return [pair?.key, pair?.value];
}
