import { guardConnections } from './connections';
import { createDestinations } from './destinations';
import { guardFetch } from './fetch';
import { traceRedirects } from './redirects';
import { guardRequests } from './requests';
import { inspection } from '../../lazy-inspection';
import type { Sink } from '../sink';

/** Requests and connections that go out. */
export const networkSink: Sink = {
  name: 'network',
  install(tools) {
    const destinations = createDestinations(tools);
    const urls = new WeakMap<object, string>();
    guardConnections(tools, destinations);
    guardRequests(tools, destinations, urls);
    guardFetch(tools, destinations);
    traceRedirects(tools, urls);
    if (tools.egress) inspection().guardNames(tools.egress);
  },
};
