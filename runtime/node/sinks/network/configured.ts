import { namedHosts } from '../../detectors/ssrf/host';

/** The runtime's own API is no destination of the app's. */
const NOT_THE_APPS = 'AWS_LAMBDA_RUNTIME_API';
const LISTS = /[\s,;|]+/;
const PART_OF_HOST = /[a-z0-9.-]/;

/**
 * Whether the function's environment variables name a destination: with its port, or without any.
 *
 * Without a port a loopback address says nothing, since everything that runs beside the function has it.
 */
export function isConfigured(host: string, port: number, isLoopback: boolean): boolean {
  return Object.entries(process.env).some(([name, value]) => {
    if (name === NOT_THE_APPS || !value?.toLowerCase().includes(host)) return false;
    const named = value.split(LISTS).flatMap(namedHosts).filter(candidate => candidate.host === host);
    if (named.length === 0) return !isLoopback && standsAlone(value.toLowerCase(), host);
    return named.some(candidate => candidate.port === port || (candidate.port === undefined && !isLoopback));
  });
}

/** In a text of any form, such as JSON. */
function standsAlone(text: string, host: string): boolean {
  const at = text.indexOf(host);
  return !PART_OF_HOST.test(text.charAt(at - 1)) && !PART_OF_HOST.test(text.charAt(at + host.length));
}
