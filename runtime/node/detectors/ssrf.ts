export { inspectDestination, namesHost, type Destination } from './ssrf/destination';
export { inspectUrl } from './ssrf/structure';
