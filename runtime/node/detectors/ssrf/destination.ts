import type { Inspect } from '../verdict';
import type { InternalKind } from './address';
import { namedHosts, type NamedHost } from './host';

/** Where a connection really goes, which is inside, and what is known about who chose it. */
export interface Destination {
  /** As `normalHost` writes it: a name, or an address. */
  readonly host: string;
  readonly port: number;
  /** What the connected address belongs to. */
  readonly kind: InternalKind;
  /** Paths that were requested there; empty where that is not known. */
  readonly paths: readonly string[];
  /** Whether the app's configuration names it: it may be contacted, whatever stands in the event. */
  readonly isOwn: boolean;
  /** Whether the event comes from outside the account, so that a bare internal host in it is no internal party's. */
  readonly isFromOutside: boolean;
  /** Whether an input is carried by every request, such as the `Host` header: it may equal the destination by chance. */
  readonly isCarried: (input: string) => boolean;
}

/**
 * How far an input goes in naming a destination: the URL that was requested, its scheme, host and port, the host alone,
 * or another place on that host.
 */
type Evidence = 'url' | 'authority' | 'host' | 'elsewhere';

/**
 * Where Lambda's extensions and daemons listen by default: X-Ray, AppConfig, Parameters and Secrets, OpenTelemetry, Datadog,
 * Elastic, Sentry. An app that talks to them has fixed the host, which may stand in the event by chance.
 */
const EXTENSION_PORTS: readonly number[] = [2000, 2772, 2773, 4317, 4318, 8124, 8125, 8126, 8200, 9000];

const KIND_NAMES: Readonly<Record<InternalKind, string>> = {
  'metadata': 'a metadata service',
  'loopback': 'the function itself',
  'link-local': 'a link-local address',
  'private': 'a private address',
};

/** Tells whether an input chose an internal destination. `docs/detection.md` has the rules. */
export function inspectDestination(destination: Destination): Inspect {
  return input => {
    const isChosen = namedHosts(input).some(named => named.host === destination.host && isChoice(named, input, destination));
    if (!isChosen) return undefined;
    return { change: `chose the destination ${destination.host}:${destination.port}, ${KIND_NAMES[destination.kind]}` };
  };
}

/** Whether an input names the host of a URL, wherever it leads. */
export function namesHost(host: string, input: string): boolean {
  return namedHosts(input).some(named => named.host === host);
}

function isChoice(named: NamedHost, input: string, destination: Destination): boolean {
  const evidence = evidenceOf(named, destination);
  if (evidence === 'url') return true;
  if (destination.isCarried(input)) return false;
  if (destination.isOwn) return named.isUrl && evidence === 'authority' && destination.paths.includes('/');
  return CHOICES[destination.kind](evidence, destination);
}

const always = (): boolean => true;

/** What is evidence enough, by kind: nothing but an attack names metadata, but events do hold private names and addresses. */
const CHOICES: Readonly<Record<InternalKind, (evidence: Evidence, destination: Destination) => boolean>> = {
  'metadata': always,
  'link-local': always,
  'loopback': (evidence, { port, isFromOutside }) => evidence === 'authority' || (evidence === 'host' && isFromOutside && !EXTENSION_PORTS.includes(port)),
  'private': (evidence, { isFromOutside }) => evidence === 'authority' || (evidence === 'host' && isFromOutside),
};

function evidenceOf({ port, path }: NamedHost, destination: Destination): Evidence {
  if (port !== undefined && port !== destination.port) return 'elsewhere';
  if (path !== '/' && destination.paths.length > 0) return destination.paths.some(requested => requested.startsWith(path)) ? 'url' : 'elsewhere';
  return port === undefined ? 'host' : 'authority';
}
