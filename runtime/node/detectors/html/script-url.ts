/** Attributes whose URL a browser follows, or which SVG's animations give to such. */
const URL_ATTRIBUTES: ReadonlySet<string> = new Set([
  'href', 'xlink:href', 'src', 'action', 'formaction', 'data', 'codebase', 'poster', 'background', 'from', 'to', 'values', 'content',
]);
/** Elements that show what a `data:` URL holds as a document of its own. */
const FRAMES: ReadonlySet<string> = new Set(['iframe', 'frame', 'object', 'embed', 'script']);

const REFERENCE = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(colon|tab|newline|lpar|rpar|sol|amp|quot|apos|lt|gt));?/gi;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['colon', ':'], ['tab', '\t'], ['newline', '\n'], ['lpar', '('], ['rpar', ')'], ['sol', '/'], ['amp', '&'], ['quot', '"'], ['apos', "'"], ['lt', '<'], ['gt', '>'],
]);

/** Long enough for a scheme in the longest spelling that makes sense. */
const SCHEME_CHARACTERS = 512;

/** An attribute's value as the browser takes it. */
export function decodeReferences(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(REFERENCE, (reference: string, hexadecimal?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? reference;
    const point = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : reference;
  });
}

/** The scheme by which a URL in an attribute runs a script; undefined where it runs none. */
export function scriptScheme(element: string, attribute: string, value: string): string | undefined {
  if (!URL_ATTRIBUTES.has(attribute)) return undefined;
  // eslint-disable-next-line no-control-regex -- browsers ignore them in a scheme
  const url = decodeReferences(value.slice(0, SCHEME_CHARACTERS)).replace(/[\0-\x20]+/g, '').toLowerCase();
  const [, scheme, code] = /^(javascript|vbscript):(.*)/.exec(url) ?? [];
  if (scheme !== undefined) return isNothing(code) ? undefined : `${scheme}:`;
  return FRAMES.has(element) && /^data:(?!image\/(?!svg)|audio|video|font|application\/(?:pdf|octet))/.test(url) ? 'data:' : undefined;
}

/** What pages write where a link shall do nothing. */
function isNothing(code: string): boolean {
  return /^(?:void\(?0?\)?|false|\/\/)?;?$/.test(code);
}
