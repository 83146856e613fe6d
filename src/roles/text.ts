/** A text as code makes it, as far as it was followed: `${process.env.PREFIX}-orders`. */
export type Text = readonly TextPart[];

export type TextPart =
  | { readonly kind: 'literal'; readonly text: string }
  /** An environment variable, with what the code takes where it is not set. */
  | { readonly kind: 'env'; readonly name: string; readonly fallback?: Text }
  /** Something of the event, by its path: `Records[].s3.bucket.name`; `{}` stands where JSON was parsed. */
  | { readonly kind: 'event'; readonly path: string }
  | { readonly kind: 'unknown' };

export const UNKNOWN_TEXT: Text = [{ kind: 'unknown' }];

export function literal(text: string): Text {
  return [{ kind: 'literal', text }];
}

/** The text where it is wholly known. */
export function literalOf(text: Text): string | undefined {
  return text.every(part => part.kind === 'literal') ? text.map(part => part.kind === 'literal' ? part.text : '').join('') : undefined;
}

/** One text after the other, with neighbouring literals made one. */
export function joined(texts: readonly Text[]): Text {
  const parts: TextPart[] = [];
  for (const part of texts.flat()) {
    const last = parts.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal') parts[parts.length - 1] = { kind: 'literal', text: last.text + part.text };
    else parts.push(part);
  }
  return parts;
}

/** The text for people: `<env PREFIX>-orders`. */
export function displayText(text: Text): string {
  return text.map(part => {
    switch (part.kind) {
      case 'literal': return part.text;
      case 'env': return `<env ${part.name}>`;
      case 'event': return `<event ${part.path}>`;
      default: return '<unknown>';
    }
  }).join('');
}
