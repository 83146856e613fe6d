import { argumentsInShell, argumentsOf, valueIn, type ChildArguments } from '../../detectors/arguments';
import { inspectOptions } from '../../detectors/options';
import { inspectPath } from '../../detectors/path';
import { isPrivate } from '../../detectors/path/known-roots';
import { inspectSchemes } from '../../detectors/schemes';
import { internalKind, type InternalKind } from '../../detectors/ssrf/address';
import { namedHosts, type NamedHost } from '../../detectors/ssrf/host';
import type { Inspect } from '../../detectors/verdict';
import type { InputIndex } from '../../invocation/input-index';
import { inputsOfHosts, inspectReach } from '../network/reach';
import { originOf, type PathOrigins } from '../path-origins';
import type { SinkCall } from '../sink';

type ArgumentCall = Omit<SinkCall, 'sink' | 'operation'>;

/**
 * What is judged of the arguments of a child process: options, schemes, paths and internal hosts that an input brought.
 *
 * @param given - the command line for a shell, or the program and its arguments
 */
export function argumentCalls(given: string | readonly string[], origins: PathOrigins | undefined): ArgumentCall[] {
  const child = typeof given === 'string' ? argumentsInShell(given) : argumentsOf(given);
  const { text } = child;
  return [
    { detector: 'shell', text, prepare: () => inspectOptions(child) },
    { detector: 'shell', text, prepare: () => inspectSchemes(child) },
    ...pathCall(child, origins),
    ...hostCalls(child),
  ];
}

const unresolved = (inputs: InputIndex) => inputs.unresolved;

function pathCall({ text, words }: ChildArguments, origins: PathOrigins | undefined): ArgumentCall[] {
  const paths = words.map(word => originOf(origins, valueIn(word).value)).filter(mayLeaveDirectory);
  if (paths.length === 0) return [];
  return [{ detector: 'path', text: [text, ...paths].join('\0'), prepare: () => firstVerdict(paths.map(inspectPath)), alsoCompare: unresolved }];
}

/** A word with blanks is a text; of absolute paths only those of the system and the function's code are no caller's. */
function mayLeaveDirectory(path: string): boolean {
  if (/\s/.test(path)) return false;
  return path.includes('..') || path.startsWith('file:') || isPrivate(path);
}

function firstVerdict(inspects: readonly Inspect[]): Inspect {
  return input => {
    for (const inspect of inspects) {
      const verdict = inspect(input);
      if (verdict) return verdict;
    }
    return undefined;
  };
}

/** Destinations judged for one child process. */
const MAX_HOSTS = 16;

/** A bare word is a host only where it is written as one: any number would be an address. */
const BARE_HOST = /^(?:\d+\.\d+\.\d+\.\d+|\[[\da-f:.]+\]|localhost)(?=[:/]|$)/i;

function hostCalls({ words }: ChildArguments): ArgumentCall[] {
  const internal = words.flatMap(word => internalHosts(valueIn(word).value)).slice(0, MAX_HOSTS);
  return internal.map(({ host, port = 0, path, kind }) => ({
    detector: 'ssrf',
    text: `${host}:${port}`,
    inputs: inputsOfHosts,
    prepare: (_text, invocation) => inspectReach({ host, port, kind, isDeclared: false, paths: [path] }, invocation),
  }));
}

function internalHosts(word: string): Array<NamedHost & { readonly kind: InternalKind }> {
  if (!word.includes(':') && !BARE_HOST.test(word)) return [];
  return namedHosts(word)
    .filter(({ isUrl }) => isUrl || BARE_HOST.test(word))
    .flatMap(named => {
      const kind = named.host === 'localhost' ? 'loopback' : internalKind(named.host);
      return kind ? [{ ...named, kind }] : [];
    });
}
