import type dgramModule from 'node:dgram';
import type dnsModule from 'node:dns';
import type { EventEmitter } from 'node:events';
import type { Egress } from '../../behaviour/egress';
import { replace, type Instead } from '../replace';

const { apply } = Reflect;

const FUNCTIONS = [
  'lookup', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr', 'resolveNs', 'resolvePtr',
  'resolveSoa', 'resolveSrv', 'resolveTlsa', 'resolveTxt',
];

/**
 * Hooks looking up names, which tells a server somewhere what is looked up, and datagrams, which newer versions of Node send to an
 * address without asking for it.
 *
 * Only for functions that declared where they connect to: an app that looks a name up to judge it does no harm.
 */
export function guardNames(egress: Egress): void {
  /* Loaded here, since no other function needs it at its start. */
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const dns = require('node:dns') as typeof dnsModule;
  for (const name of FUNCTIONS) {
    const operation = `dns.${name}`;
    for (const holder of [dns, dns.Resolver.prototype]) replace(holder, name, guard(egress, operation, refuseCallback));
    for (const holder of [dns.promises, dns.promises.Resolver.prototype]) replace(holder, name, guard(egress, operation, async error => Promise.reject(error)));
  }
  guardDatagrams(egress);
}

function guardDatagrams(egress: Egress): void {
  /* `child_process` has loaded it. */
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Socket } = require('node:dgram') as typeof dgramModule;
  for (const [name, addressOf] of [['send', recipientOf], ['connect', ([, host]: readonly unknown[]) => host]] as const) {
    replace(Socket.prototype, name, (original, self, args) => {
      const host = addressOf(args);
      const error = typeof host === 'string' && host !== '' ? egress.judge(`dgram.${name}`, host) : undefined;
      if (!error) return apply(original, self, args);
      const callback = args.findLast(arg => typeof arg === 'function');
      if (callback) process.nextTick(callback, error);
      else process.nextTick(() => (self as EventEmitter).emit('error', error));
      return undefined;
    });
  }
}

/** A message goes to a port and a host, or with its offset and length before. */
function recipientOf([, , host, , lastHost]: readonly unknown[]): unknown {
  return typeof lastHost === 'string' ? lastHost : host;
}

type Refuse = (error: Error, args: readonly unknown[]) => unknown;

function guard(egress: Egress, operation: string, refuse: Refuse): Instead {
  return (original, self, args) => {
    const [host] = args;
    const error = typeof host === 'string' && host !== '' ? egress.judge(operation, host) : undefined;
    return error ? refuse(error, args) : apply(original, self, args);
  };
}

const refuseCallback: Refuse = (error, args) => {
  const callback = args.findLast(arg => typeof arg === 'function');
  if (callback) process.nextTick(callback, error);
  return {};
};
