import { climbs, leavesDirectory } from '../path/segments';
import { searchText, type Occurrence } from '../search';
import type { Inspect, Verdict } from '../verdict';

const SHOWN = 80;

/**
 * Prepares the URL of a request as the app wrote it, then tells whether an input changed what the app had fixed: its
 * authority, or the directory of its path.
 */
export function inspectUrl(url: string): Inspect {
  const text = plain(url);
  const parts = partsOf(text);
  if (!parts) return () => undefined;
  return input => {
    const needle = plain(input);
    if (!STRUCTURE.test(needle)) return undefined;
    const answer = searchText(text, needle, occurrence => judge(text, parts, occurrence));
    return typeof answer === 'object' ? answer : undefined;
  };
}

/** Inputs without any of these are a label, a port or a segment wherever they stand. */
const STRUCTURE = /[@.\\/?#]/;

/** As the URL parser compares it: tabs and line ends dropped, case folded, encoded dots decoded. */
function plain(text: string): string {
  return text.replace(/[\t\n\r]/g, '').trim().toLowerCase().replace(/%2e/g, '.');
}

/** Positions in a URL. */
interface Parts {
  /** Behind `scheme://`. */
  readonly authority: number;
  /** Behind the user and password, where there are any. */
  readonly host: number;
  /** Where the path, query or fragment begins. */
  readonly path: number;
  /** Where the query or fragment begins. */
  readonly query: number;
}

const START = /^[a-z][a-z0-9+.-]*:[\\/]*/;

function partsOf(text: string): Parts | undefined {
  const authority = START.exec(text)?.[0].length;
  if (authority === undefined) return undefined;
  const path = find(text, authority, /[\\/?#]/);
  const at = text.lastIndexOf('@', path - 1);
  return { authority, host: at >= authority ? at + 1 : authority, path, query: find(text, path, /[?#]/) };
}

function find(text: string, from: number, pattern: RegExp): number {
  const index = text.slice(from).search(pattern);
  return index < 0 ? text.length : from + index;
}

function judge(text: string, parts: Parts, occurrence: Occurrence): Verdict | undefined {
  if (occurrence.start < parts.path) return judgeAuthority(text, parts, occurrence);
  return occurrence.start < parts.query ? judgePath(text, parts, occurrence) : undefined;
}

function judgeAuthority(text: string, parts: Parts, { start, end }: Occurrence): Verdict | undefined {
  /* All of it is the input's: a feature that fetches what it is told; where that leads is judged at the connection. */
  if (start < parts.authority) return undefined;
  const host = shorten(text.slice(parts.host, parts.path));
  const at = parts.host - 1;
  if (start > parts.authority && at >= start && at < end) return { change: `made the host before it a user name: the request goes to ${host}` };
  if (end > parts.path && cutsOff(text, start, end)) return { change: `ended the host before the app's own text: the request goes to ${host}` };
  if (end >= parts.path && extendsHost(text, parts, start)) return { change: `appended to a complete host: the request goes to ${host}` };
  return undefined;
}

/** The app's text went on with the rest of a host, which is now in the path, query or fragment. */
function cutsOff(text: string, start: number, end: number): boolean {
  const isDeliberate = /[?#@\\]/.test(text.slice(start, end)) || /[/]$/.test(text.slice(start, end));
  return isDeliberate && REST_OF_HOST.test(text.slice(end));
}

const REST_OF_HOST = /^\.[a-z0-9-]+(?:\.[a-z0-9-]+)+(?=[/:?#]|$)/;

/** `api.example.com` became `api.example.com.evil.test`; a prefix such as `www.` is no complete host. */
function extendsHost(text: string, { host, path }: Parts, start: number): boolean {
  const before = text.slice(host, start);
  const added = text.slice(start, path);
  return COMPLETE_HOST.test(before) && EXTENSION.test(added);
}

/** By its last label; below a country there is one label more, so that `v1.eu` is none. */
const COMPLETE_HOST = /^(?:[a-z0-9-]+\.)+(?:ai|app|biz|cloud|com|dev|edu|gov|info|int|internal|io|local|localhost|mil|net|org|test|[a-z0-9-]+\.[a-z]{2})$/;
const EXTENSION = /^(?:\.|[a-z0-9-]+\.)[a-z0-9.-]*[a-z0-9]/;

function judgePath(text: string, { path, query }: Parts, { start, end }: Occurrence): Verdict | undefined {
  const pathText = text.slice(path, query).replaceAll('\\', '/');
  const inside = pathText.slice(start - path, end - path);
  /* Nothing lies above the root. */
  const isAtRoot = ONLY_SLASHES.test(pathText.slice(0, start - path));
  if (isAtRoot || !climbs(inside) || ONLY_DOTS.test(inside)) return undefined;
  if (!leavesDirectory(pathText, start - path, Math.min(end, query) - path)) return undefined;
  return { change: `climbed above the path it was placed in: ${shorten(inside)}` };
}

/** An app's own relative path begins so; an input of nothing else says no more than that. */
const ONLY_DOTS = /^[./]*$/;
const ONLY_SLASHES = /^[/]*$/;

function shorten(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
