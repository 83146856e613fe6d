import { asRecord, type Unknowns } from './read';
import { walk } from './walk';

/** The inputs of one event that may name a host. */
export interface HostInputs {
  readonly all: readonly string[];
  /** Those that stand in headers alone which every request carries. */
  isCarried(input: string): boolean;
}

/** Written by API Gateway, by the app's own authorizer or by whoever deployed the API: no caller chose it. */
const NOT_THE_CALLERS: readonly string[] = ['requestContext', 'stageVariables'];
const HEADERS: readonly string[] = ['headers', 'multiValueHeaders'];
/** Name the function's own host, the page of the caller, or the machines in between. */
const CARRIED = /^(?:host|origin|referer|via|forwarded|x-forwarded-.*|x-original-.*|x-real-ip|x-amz-.*|cloudfront-.*|true-client-ip|.*connecting-ip)$/i;

/** A host has a dot, a colon, or is a number or `localhost`; a longer word is none. */
const MAY_NAME_HOST = /[.:\u3002\uff0e\uff61]|^\s*[\\/]*(?:\d+|0x[\da-f]+|localhost\b)/i;

/** Walks the event for inputs that may name a host; done where a connection goes inside, which is seldom. */
export function hostInputs(event: unknown): HostInputs {
  const record = asRecord(event);
  const chosen = collect(isPlainObject(event) ? withoutCarried(record) : event);
  const carried = collect(HEADERS.map(name => record[name]));
  return {
    all: [...new Set([...chosen, ...carried])],
    isCarried: input => !chosen.has(input),
  };
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function collect(value: unknown): Set<string> {
  const found = new Set<string>();
  walk(value, text => {
    if (MAY_NAME_HOST.test(text)) found.add(text);
  });
  return found;
}

function withoutCarried(event: Unknowns): Unknowns {
  return Object.fromEntries(Object.entries(event)
    .filter(([name]) => !NOT_THE_CALLERS.includes(name))
    .map(([name, value]) => [name, HEADERS.includes(name) ? withoutHeaders(value) : value]));
}

function withoutHeaders(headers: unknown): Unknowns {
  return Object.fromEntries(Object.entries(asRecord(headers)).filter(([name]) => !CARRIED.test(name)));
}
