import { createAllowedHosts } from './allowed-hosts';
import { onBehalf, type OnBehalf } from './on-behalf';
import type { EgressPolicy } from '../../../src/contract/policy';
import { internalKind } from '../detectors/ssrf/address';
import type { Reporter } from '../findings/reporter';
import type { InFlight } from '../invocation/in-flight';
import type { BlockedOperationError } from '../response/blocked-error';
import type { Policy } from '../response/policy';

/** What judging connections by the declaration needs. */
export interface Customs {
  readonly inFlight: InFlight;
  readonly policy: Policy;
  readonly reporter: Reporter;
  readonly now: () => number;
  readonly region: string;
  readonly refusal: (operation: string, requestId: string) => BlockedOperationError;
}

/** Judges connections by what the function declared, in an invocation and outside one. */
export interface Egress {
  isDeclared(host: string, port?: number): boolean;
  /** An error to refuse the connection, or looking up its name, with; undefined to let it happen. */
  judge(operation: string, host: string, port?: number): BlockedOperationError | undefined;
}

/** A connection that was not declared, and on whose behalf it was made. */
interface Undeclared extends OnBehalf {
  readonly operation: string;
  readonly host: string;
  readonly port: number | undefined;
}

/** A function that keeps connecting says nothing new; findings of one host are this far apart. */
const FINDING_INTERVAL_MS = 300_000;
/** Hosts remembered at most. */
const MAX_HOSTS = 1000;

/** Made where the function declared something; elsewhere nothing is enforced. */
export function createEgress(declared: EgressPolicy, customs: Customs): Egress {
  const hosts = createAllowedHosts(declared, customs.region);
  const report = createReport(customs);
  return {
    isDeclared: hosts.isDeclared,
    judge(operation, host, port) {
      if (isBeside(host) || hosts.allows(host, port)) return undefined;
      const mode = customs.policy.modeOf('egress');
      const undeclared = { operation, host, port, ...onBehalf(customs.inFlight) };
      if (mode === 'off' || isExempt(undeclared, customs)) return undefined;
      report(undeclared, mode === 'block');
      /* No attacker has to be answered: whoever connects gets the error, and the handler's answer stands. */
      return mode === 'block' ? customs.refusal(operation, undeclared.requestId) : undefined;
    },
  };
}

/** Lambda's extensions and daemons listen beside the function: nothing leaves it there. */
function isBeside(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  const kind = internalKind(host);
  return kind === 'loopback' || kind === 'link-local';
}

function isExempt({ who: { trigger, route } }: Undeclared, { policy, now }: Customs): boolean {
  return policy.isExempt({ detector: 'egress', sink: 'network', trigger, route, inputPath: '' }, now());
}

function createReport({ reporter, now }: Customs): (undeclared: Undeclared, isBlocked: boolean) => void {
  const last = new Map<string, number>();
  let count = 0;
  return ({ host, port, ...where }, blocked) => {
    const previous = last.get(host);
    if (previous !== undefined && now() - previous < FINDING_INTERVAL_MS) return;
    if (last.size >= MAX_HOSTS) last.clear();
    last.set(host, now());
    const destination = port === undefined ? host : `${host}:${port}`;
    reporter.attack({ sink: 'network', detector: 'egress', change: `${destination} is no destination that the function declared`, blocked, ...where }, ++count);
  };
}
