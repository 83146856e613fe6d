/** Schemes whose URLs have a host; the URL parser reads all of them alike. */
const WITH_HOST: readonly string[] = ['http:', 'https:', 'ws:', 'wss:', 'ftp:'];
const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'ws:': 80, 'https:': 443, 'wss:': 443, 'ftp:': 21 };

/** A destination as a text names it. */
export interface NamedHost {
  /** As the URL standard writes it: lower case, IDNA, IPv4 in dots whatever form it came in; no brackets, no final dot. */
  readonly host: string;
  /** Undefined where a bare host stands without one. */
  readonly port?: number;
  /** Whether it came as a URL, with a scheme. */
  readonly isUrl: boolean;
  /** Without query; `/` where there is none. */
  readonly path: string;
}

/** A longer text is no URL of its own; URLs inside it are still found. */
const LONGEST_URL = 4096;
/** URLs read in one input. */
const MAX_URLS = 64;

const URL_INSIDE = /[a-z][a-z0-9+.-]{0,15}:[\\/]{2,}[^\s"'<>`{}|^]+/gi;
const BARE_HOST = /^[\\/]*[^\s\\/?#]+(?:[\\/?#]|$)/;
/** Parsers drop them wherever they stand, tabs included. */
const DROPPED = /[\t\n\r]/g;

/** Every destination that an input names: as a URL, as a bare host with or without port and path, or in URLs inside it. */
export function namedHosts(input: string): NamedHost[] {
  const named: NamedHost[] = [];
  if (input.length <= LONGEST_URL) {
    const whole = input.replace(DROPPED, '').trim();
    const host = asUrl(whole) ?? asBareHost(whole);
    if (host) named.push(host);
  }
  if (!input.includes(':')) return named;
  for (const match of firstMatches(input)) {
    const host = asUrl(match);
    if (host) named.push(host);
  }
  return named;
}

/** The host of a URL as `NamedHost` writes it. */
export function plainHost({ hostname }: Pick<URL, 'hostname'>): string {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return bare.endsWith('.') ? bare.slice(0, -1) : bare;
}

/** The host of a connection as `NamedHost` writes it. */
export function normalHost(host: string): string {
  const [plain] = host.split('%');
  const url = parse(plain.includes(':') ? `http://[${plain}]` : `http://${plain}`);
  return url ? plainHost(url) : host.toLowerCase();
}

export function portOf({ port, protocol }: Pick<URL, 'port' | 'protocol'>): number | undefined {
  return port === '' ? DEFAULT_PORTS[protocol] : Number(port);
}

/** Not `URL.canParse`, which takes texts with accents for invalid once V8 has optimised the call (Node 20). */
export function parse(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

function* firstMatches(input: string): Generator<string> {
  let count = 0;
  for (const [match] of input.matchAll(URL_INSIDE)) {
    yield match;
    if (++count === MAX_URLS) return;
  }
}

/** Other schemes (`gopher:`, `jdbc:`) have the same form, but the parser takes less care of their hosts. */
function asUrl(text: string): NamedHost | undefined {
  const url = parse(text);
  if (!url) return undefined;
  if (WITH_HOST.includes(url.protocol)) return describe(url, true);
  const other = url.host === '' ? undefined : parse(`http:${text.slice(url.protocol.length)}`);
  return other && describe(other, true);
}

function asBareHost(text: string): NamedHost | undefined {
  if (!BARE_HOST.test(text)) return undefined;
  const url = parse(`http://${text.replace(/^[\\/]+/, '')}`);
  if (!url) return undefined;
  const { port, ...bare } = describe(url, false);
  return url.port === '' ? bare : { ...bare, port };
}

function describe(url: URL, isUrl: boolean): NamedHost {
  return { host: plainHost(url), port: portOf(url), isUrl, path: url.pathname };
}
