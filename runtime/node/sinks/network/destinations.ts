import { internalKind, type InternalKind } from '../../detectors/ssrf/address';
import { normalHost } from '../../detectors/ssrf/host';
import { inspection } from '../../lazy-inspection';
import type { BlockedOperationError } from '../../response/blocked-error';
import type { SinkTools } from '../sink';
import { isAwsEndpoint } from './aws-endpoint';

/** Hosts remembered at most. */
const MAX_HOSTS = 1000;

/** Judges where requests and connections lead. */
export interface Destinations {
  /** With the address that a connection is made to. */
  judge(operation: string, host: string, port: number, address: string): BlockedOperationError | undefined;
  /** Before there is one, by what is known of the host: requests may go over a connection that is open already. */
  judgeKnown(operation: string, host: string, port: number): BlockedOperationError | undefined;
  /** Makes a request whose connection is not to be judged. */
  passing(request: () => unknown): unknown;
}

export function createDestinations(tools: SinkTools): Destinations {
  const kinds = new Map<string, InternalKind>();
  let isPassing = false;

  const judgeKind = (operation: string, name: string, port: number, kind: InternalKind) => {
    const host = normalHost(name);
    if (kind === 'private' && isAwsEndpoint(host)) return undefined;
    const isDeclared = tools.egress?.isDeclared(host, port) ?? false;
    return tools.judge({
      sink: 'network',
      detector: 'ssrf',
      operation,
      text: `${host}:${port}`,
      inputs: invocation => inspection().inputsOfHosts(invocation),
      prepare: (_text, invocation) => inspection().inspectReach({ host, port, kind, isDeclared }, invocation),
    });
  };

  return {
    judge: (operation, host, port, address) => tools.attempt('sinks/network', () => {
      const kind = isPassing ? undefined : internalKind(address);
      if (!kind) return undefined;
      if (kinds.size < MAX_HOSTS) kinds.set(host, kind);
      return judgeKind(operation, host, port, kind);
    }),
    judgeKnown: (operation, host, port) => tools.attempt('sinks/network', () => {
      const kind = internalKind(host) ?? kinds.get(host);
      return kind && judgeKind(operation, host, port, kind);
    }),
    passing(request) {
      isPassing = true;
      try {
        return request();
      } finally {
        isPassing = false;
      }
    },
  };
}
