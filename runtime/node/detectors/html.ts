import { decodeReferences, scriptScheme } from './html/script-url';
import { tokenizeHtml, type Attribute, type HtmlToken } from './html/tokenizer';
import { countBefore } from './places';
import { searchText, type Answer, type Occurrence } from './search';
import type { Inspect, Verdict } from './verdict';

/** Inspects scripts: a function of its own, since pages with scripts are few. */
export type InspectScript = (script: string, kind: 'condition' | 'javascript') => Inspect;

/**
 * Prepares an answer as a browser reads it, then tells whether an input brought something that runs a script.
 *
 * Markup that runs nothing is no verdict: an input may be text, a value, `<b>` and `<p>`.
 */
export function inspectHtml(page: string, inspectScript: InspectScript): Inspect {
  const inspected = new Page(page, inspectScript);
  return input => inspected.inspect(input);
}

/** What can start or end something in a page; a text without any of it stays text. */
const MARKUP = /[<>"'`=:;(&$\\]/;
/** From the first tag to the end of the last one: what is left of an input that an app put other words around. */
const TAGS = /<[a-z!/?][^]*>/i;
const SHORTEST_TAG = 6;
/** A tag and nothing else runs nothing, and pages are full of them. */
const BARE_TAG = /^\s*<\/?[a-z][\w-]*\s*\/?>\s*$/i;
/** Without one of these a script calls nothing and sets nothing: a quote in a name breaks the app's script, and that is all. */
const ACTS = /[(=`<]/;
const SCRIPT = /(?:^|:)script$/;
const HANDLER = /^on[a-z]{3,}$/;
const JAVASCRIPT_TYPE = /^\s*(?:$|module\b|(?:text|application)\/(?:x-)?(?:java|ecma|j|live)script|text\/(?:babel|jsx))/i;

class Page {
  private tokensRead?: readonly HtmlToken[];
  private lowered?: string;
  /** Scripts, and documents in attributes, by where they begin. */
  private readonly embedded = new Map<number, Inspect>();
  /** Those that were asked about the current input: one that repeats itself is looked for once. */
  private readonly asked = new Set<number>();

  public constructor(private readonly text: string, private readonly inspectScript: InspectScript) {}

  /** Looks for the input as it came, then in other case, then for the markup in it. */
  public inspect(input: string): Verdict | undefined {
    if (!MARKUP.test(input) || BARE_TAG.test(input)) return undefined;
    this.asked.clear();
    const whole = this.search(input);
    if (whole !== 'absent') return whole === 'harmless' ? undefined : whole;
    const tags = TAGS.exec(input)?.[0];
    if (tags === undefined || tags.length < SHORTEST_TAG || BARE_TAG.test(tags)) return undefined;
    const part = this.search(tags);
    const found = part === 'absent' ? this.searchInAnyCase(tags) : part;
    return typeof found === 'object' ? found : undefined;
  }

  private search(input: string): Answer {
    return searchText(this.text, input, occurrence => this.judge(occurrence, input));
  }

  private searchInAnyCase(input: string): Answer {
    this.lowered ??= this.text.toLowerCase();
    /* Some letters of other alphabets change their length. */
    if (this.lowered.length !== this.text.length) return 'absent';
    return searchText(this.lowered, input.toLowerCase(), occurrence => this.judge(occurrence, input));
  }

  private judge(occurrence: Occurrence, input: string): Verdict | undefined {
    const tokens = this.tokensRead ??= tokenizeHtml(this.text);
    for (let index = firstBehind(tokens, occurrence.start); index < tokens.length && tokens[index].start < occurrence.end; index++) {
      const verdict = this.judgeToken(tokens[index], tokens[index - 1], occurrence, input);
      if (verdict) return verdict;
    }
    return undefined;
  }

  private judgeToken(token: HtmlToken, before: HtmlToken | undefined, occurrence: Occurrence, input: string): Verdict | undefined {
    if (token.kind === 'raw') return this.judgeRaw(token, occurrence, input);
    const isBrought = token.start >= occurrence.start;
    if (token.kind === 'close') {
      const closes = isBrought && token.name === 'script' && before?.kind === 'raw' && before.start <= occurrence.start && isJavaScript(before, this.text);
      return closes ? { change: 'closed the script that it was placed in' } : undefined;
    }
    return (isBrought ? this.judgeElement(token, occurrence) : undefined) ?? this.judgeAttributes(token, occurrence, input);
  }

  private judgeRaw(token: HtmlToken, { start, end }: Occurrence, input: string): Verdict | undefined {
    if (token.name !== 'script' || start < token.start || end > token.end || !isJavaScript(token, this.text)) return undefined;
    const verdict = this.ask(token.start, () => this.inspectScript(this.text.slice(token.start, token.end), 'javascript'), input);
    return verdict && { change: `in a script: ${verdict.change}` };
  }

  /** A tag that the input opened. */
  private judgeElement(token: HtmlToken, { end }: Occurrence): Verdict | undefined {
    const { name, attributes } = token;
    const has = (wanted: string, value: RegExp) => attributes.some(attribute => attribute.name === wanted && value.test(this.valueOf(attribute)));
    const runs = (SCRIPT.test(name) && (has('src', /./) || has('href', /./) || this.text.slice(token.end, end).trim() !== '') && isJavaScript(token, this.text))
      || (name === 'base' && has('href', /\/\//))
      || (name === 'meta' && has('http-equiv', /refresh|set-cookie/i));
    return runs ? { change: `brought the element ${name}` } : undefined;
  }

  private judgeAttributes({ name: element, attributes }: HtmlToken, occurrence: Occurrence, input: string): Verdict | undefined {
    for (let index = firstBehind(attributes, occurrence.start); index < attributes.length && attributes[index].start < occurrence.end; index++) {
      const attribute = attributes[index];
      const verdict = attribute.start >= occurrence.start
        ? this.judgeBrought(element, attribute)
        : this.judgeValue(element, attribute, occurrence, input);
      if (verdict) return verdict;
    }
    return undefined;
  }

  private judgeBrought(element: string, attribute: Attribute): Verdict | undefined {
    const { name } = attribute;
    const value = this.valueOf(attribute);
    if (HANDLER.test(name) && value.trim() !== '') return { change: `brought the event handler ${name} of ${element}` };
    if (name === 'srcdoc' && /<|&lt|&#/i.test(value)) return { change: `brought a document of its own in ${element}` };
    return this.judgeUrl(element, attribute);
  }

  /** A value that the app wrote around the input. */
  private judgeValue(element: string, attribute: Attribute, { start, end }: Occurrence, input: string): Verdict | undefined {
    const { name, valueStart, valueEnd } = attribute;
    if (start < valueStart || end > valueEnd) return undefined;
    const value = this.valueOf(attribute);
    if (HANDLER.test(name)) {
      const verdict = this.ask(valueStart, () => this.inspectScript(decodeReferences(value), 'condition'), input);
      return verdict && { change: `in the event handler ${name}: ${verdict.change}` };
    }
    if (name === 'srcdoc') return this.ask(valueStart, () => inspectHtml(decodeReferences(value), this.inspectScript), input);
    return this.text.slice(valueStart, start).trim() === '' ? this.judgeUrl(element, attribute) : undefined;
  }

  private judgeUrl(element: string, attribute: Attribute): Verdict | undefined {
    const scheme = scriptScheme(element, attribute.name, this.valueOf(attribute));
    return scheme === undefined ? undefined : { change: `put ${scheme} into ${attribute.name} of ${element}` };
  }

  private ask(start: number, prepare: () => Inspect, input: string): Verdict | undefined {
    if (this.asked.has(start)) return undefined;
    this.asked.add(start);
    if (!ACTS.test(input)) return undefined;
    const inspect = this.embedded.get(start) ?? prepare();
    this.embedded.set(start, inspect);
    return inspect(input);
  }

  private valueOf({ valueStart, valueEnd }: Attribute): string {
    return this.text.slice(valueStart, valueEnd);
  }
}

/** Data and templates stand in scripts of other types. */
function isJavaScript({ attributes }: HtmlToken, text: string): boolean {
  const type = attributes.find(({ name }) => name === 'type');
  return !type || JAVASCRIPT_TYPE.test(text.slice(type.valueStart, type.valueEnd));
}

/** The first, of what stands in order, that ends behind a place. */
function firstBehind(parts: ReadonlyArray<HtmlToken | Attribute>, at: number): number {
  return countBefore<HtmlToken | Attribute>(parts, part => ('end' in part ? part.end : part.valueEnd + 1) <= at);
}
