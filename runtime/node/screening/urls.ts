import { internalKind } from '../detectors/ssrf/address';
import { namedHosts } from '../detectors/ssrf/host';
import type { Screen } from './attempt';

const SCHEME = /^(?:\w{1,30}=)?(?:gopher|dict|ldaps?|tftp|netdoc|jar|sftp|rmi|jndi):(?:\/\/|https?:)/i;
const URL_ALONE = /^(?:[a-z][a-z0-9+.-]{1,15}:)?\/{2}[^\s]{3,2000}$/i;
const INTERNAL_NAME = /^(?:metadata|instance-data)(?:\.|$)|(?:^|\.)(?:docker\.internal|localdomain|metadata\.\w+\.\w+|metadata\.packet\.net)$|metadata\.google\.internal$/;
const REBINDING = /(?:^|\.)(?:\d{1,3}[.-]){3}\d{1,3}\.(?:nip\.io|sslip\.io|xip\.io|1u\.ms)$|\.(?:nip|sslip|xip)\.io$|^(?:localtest\.me|spoofed\.\w+\.\w+|vcap\.me|lvh\.me)$/;
const LOCAL_HOST = /^(?:localhost|[\w-]+\.docker\.internal|localhost\.localdomain|metadata\.[\w.-]+)(?::\d{1,5})?\/[^\s]*$/i;
const METADATA_PATH = /\/(?:latest\/(?:meta-data|user-data|dynamic|api\/token)|computeMetadata\/v1|metadata\/(?:instance|v1)|opc\/v[12]\/|hetzner\/v1\/metadata|openstack\/latest)/;
const NESTED = /\?(?:url|uri|src|dest|redirect|target|u|path)=https?:\/\/[^\s]+\.(?:svg|xml|dtd|txt|php)$/i;

/** URLs whose host is inside: metadata services, loopback, private addresses in whatever form. */
export const ssrf: Screen = text => {
  if (text.length > 2_048) return undefined;
  if (SCHEME.test(text)) return 'a URL of a scheme that reaches other services';
  if (LOCAL_HOST.test(text)) return 'names a host inside';
  if (!URL_ALONE.test(text)) return undefined;
  if (METADATA_PATH.test(text)) return 'the path of a metadata service in a URL';
  if (NESTED.test(text)) return 'a URL that is told to fetch another';
  const [named] = namedHosts(text);
  return named?.isUrl ? judge(named.host, text) : undefined;
};

function judge(host: string, text: string): string | undefined {
  const kind = internalKind(host);
  if (kind) return kind === 'private' || kind === 'loopback' ? plainForm(host, text, kind) : `a URL of a ${kind} address`;
  if (INTERNAL_NAME.test(host)) return 'a URL of a metadata service, or another name that only resolves inside';
  return REBINDING.test(host) ? 'a URL of a name that resolves to any address asked for' : undefined;
}

function plainForm(host: string, text: string, kind: string): string {
  return text.includes(host) ? `a URL of a ${kind} address` : `a URL of a ${kind} address in another form: ${host}`;
}
