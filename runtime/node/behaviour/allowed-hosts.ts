import type { EgressPolicy } from '../../../src/contract/policy';

/** What the function may connect to. */
export interface AllowedHosts {
  /** Whether it was declared by name. Without a port, as in looking up a name, any declared port will do. */
  isDeclared(host: string, port?: number): boolean;
  /** Whether it was declared, or is an endpoint of a declared AWS service in the function's own region. */
  allows(host: string, port?: number): boolean;
}

/** Partitions by the start of their regions; the suffix of their endpoints. Source: the endpoint rules of AWS's SDKs. */
const SUFFIXES: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['cn-', ['amazonaws.com.cn', 'api.amazonwebservices.com.cn']],
  ['eusc-', ['amazonaws.eu', 'api.amazonwebservices.eu']],
  ['', ['amazonaws.com', 'api.aws']],
];

export function createAllowedHosts({ domains, services }: EgressPolicy, region: string): AllowedHosts {
  const patterns = domains.map(readPattern);
  const isEndpoint = endpointTest(services, region);
  const isDeclared = (host: string, port?: number) => patterns.some(matches => matches(plain(host), port));
  return { isDeclared, allows: (host, port) => isDeclared(host, port) || isEndpoint(plain(host)) };
}

function plain(host: string): string {
  return host.toLowerCase().replace(/\.$/, '');
}

type Matches = (host: string, port: number | undefined) => boolean;

const PORT = /:(\d+)$/;

function readPattern(domain: string): Matches {
  const isAddress = domain.split(':').length > 2 && !domain.startsWith('[');
  const port = isAddress ? undefined : PORT.exec(domain)?.[1];
  const name = (port === undefined ? domain : domain.slice(0, -port.length - 1)).toLowerCase().replace(/^\[|\]$/g, '');
  const suffix = name.startsWith('*.') ? name.slice(1) : undefined;
  return (host, actual) => (port === undefined || actual === undefined || Number(port) === actual) && (suffix ? host.endsWith(suffix) : host === name);
}

/** Endpoints that still have no region. */
const GLOBAL: readonly string[] = ['s3', 'sts', 'iam', 'route53', 'cloudfront', 'organizations'];
/** Behind these stands code of any account: never meant by "every service". */
const NOT_AWS_OWN: readonly string[] = ['execute-api'];
/** Account-based endpoints of DynamoDB. */
const ALIASES: ReadonlyMap<string, string> = new Map([['ddb', 'dynamodb']]);

/**
 * Tells endpoints: `service.region.suffix`, or `service.suffix` for old services.
 *
 * Before the service stands anything: a bucket, an account, a virtual private endpoint. What stands there does not
 * count, since a bucket may be called `dynamodb`.
 */
function endpointTest(services: readonly string[] | undefined, region: string): (host: string) => boolean {
  const suffixes = SUFFIXES.find(([start]) => region.startsWith(start))?.[1] ?? [];
  return host => {
    const suffix = suffixes.find(end => host.endsWith(`.${end}`));
    if (suffix === undefined) return false;
    const labels = host.slice(0, -suffix.length - 1).split('.').filter(label => label !== 'dualstack' && label !== 'vpce');
    const isRegional = labels.at(-1) === region;
    const label = (labels.at(isRegional ? -2 : -1) ?? '').replace(/-fips$/, '');
    const service = ALIASES.get(label) ?? label;
    if (services) return services.includes(service);
    return isRegional ? service !== '' && !NOT_AWS_OWN.includes(service) : GLOBAL.includes(service);
  };
}
