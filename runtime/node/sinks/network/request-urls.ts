import { plainHost, portOf, parse } from '../../detectors/ssrf/host';
import type { SinkTools } from '../sink';

/** The URLs of requests that are under way. */
export type RequestUrls = WeakMap<object, string>;

/** Remembers for which URL a connection will be wanted. */
export function noteRequest({ inFlight }: SinkTools, text: string): void {
  const url = parse(text);
  if (!url) return;
  for (const { requests } of inFlight()) requests.note(`${plainHost(url)}:${portOf(url)}`, url.href);
}
