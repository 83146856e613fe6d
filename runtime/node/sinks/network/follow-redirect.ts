import { namesHost } from '../../detectors/ssrf';
import { parse, plainHost } from '../../detectors/ssrf/host';
import type { Invocation } from '../../invocation/invocation';

/** Remembers where an answer sends the app, for invocations an input of which had chosen where to ask. */
export function followRedirect(invocations: readonly Invocation[], from: string, location: string): void {
  const url = parse(from);
  const target = parse(location, from);
  if (!url || !target || target.host === url.host) return;
  const host = plainHost(url);
  for (const { requests, hosts } of invocations) {
    const hop = [...requests.redirects.keys()].find(earlier => namesHost(host, earlier));
    const input = hop === undefined ? hosts.all.find(candidate => namesHost(host, candidate)) : requests.redirects.get(hop);
    if (input !== undefined) requests.redirect(target.href, input);
  }
}
