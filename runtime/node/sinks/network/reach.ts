import { isConfigured } from './configured';
import { inspectDestination } from '../../detectors/ssrf';
import type { InternalKind } from '../../detectors/ssrf/address';
import type { Inspect } from '../../detectors/verdict';
import type { Invocation } from '../../invocation/invocation';

/** Event sources whose callers are outside the account. */
const FROM_OUTSIDE: readonly string[] = ['apigateway', 'apigatewayv2', 'function-url', 'alb', 'websocket'];

/** An internal destination that a request or connection of an invocation is about to reach. */
export interface Reach {
  readonly host: string;
  readonly port: number;
  readonly kind: InternalKind;
  /** Whether the function declared it. */
  readonly isDeclared: boolean;
  /**
   * Paths that are asked for there.
   *
   * @default - those of the requests that the app has made
   */
  readonly paths?: readonly string[];
}

/** Prepares the detector with what is known about who chose the destination. */
export function inspectReach({ host, port, kind, isDeclared, paths }: Reach, invocation: Invocation): Inspect {
  const { requests, hosts } = invocation;
  const authority = `${host}:${port}`;
  return inspectDestination({
    host,
    port,
    kind,
    isOwn: isDeclared || authority === process.env.AWS_LAMBDA_RUNTIME_API || isConfigured(host, port, kind === 'loopback'),
    paths: paths ?? requests.to(authority).map(url => new URL(url).pathname),
    isFromOutside: FROM_OUTSIDE.includes(invocation.who().trigger),
    isCarried: input => !requests.redirects.has(input) && hosts.isCarried(input),
  });
}

/** The inputs that may name a host. Where an answer sent the app, it was sent by whoever chose where to ask. */
export function* inputsOfHosts({ requests, hosts }: Invocation): Generator<string> {
  yield* requests.redirects.keys();
  yield* hosts.all;
}
