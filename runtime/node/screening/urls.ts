import type { Screen } from './attempt';
import { internalKind } from '../detectors/ssrf/address';
import { namedHosts } from '../detectors/ssrf/host';

const SCHEME = /^(?:\w{1,30}=)?(?:gopher|dict|ldaps?|tftp|netdoc|jar|sftp|rmi|smb|imaps?|pop3s?|smtps?|telnet|ssh2):(?:\/\/|https?:)/i;
/** `http://allowed#@inside/`, `http:inside`. */
const DISAGREEMENT = /^[a-z]{2,6}:\/{0,3}[^/\s]{0,200}(?:[#\\&;,]|\s)\S{0,8}@|^(?:https?|ftp):(?!\/\/)[\w[]|^0:\/\//i;
const URL_ALONE = /^(?:[a-z][a-z0-9+.-]{1,15}:)?\/{2}\S+$/i;
/** A bare address, or a name that means this machine, with a path; networks (`10.0.0.0/8`) and dates are none. */
const HOST_AND_PATH = /^(?:[\w.-]{0,40}(?:local|loopback|internal|metadata)|\[|0x|\d{8}|\d{1,3}\.\d)[\w.:[\]@-]{0,80}\/(?!\d{1,3}$)\S*$/i;
const METADATA = /\/(?:latest\/(?:meta-data|user-data|dynamic|api\/token)|computeMetadata\/v1|metadata\/(?:instance|v1)|opc\/v[12]\/|hetzner\/v1|openstack\/latest)/;
const INSIDE = /localhost|loopback|^(?:metadata|instance-data)(?:\.|$)|\.(?:docker|containers)\.internal$|(?:^|\.)(?:localtest\.me|vcap\.me|lvh\.me)$|\.(?:nip|sslip|xip)\.io$/;
/** Hosts that exist to tell whoever tries for SSRF that somebody came. */
const LISTENER = /(?:^|\.)(?:burpcollaborator\.net|oastify\.com|oast\.[a-z]+|interact\.sh|dnslog\.cn|r3dir\.me)$/;
const LONGEST = 2_048;

/** A host that is a name; nothing has to be parsed to know it. */
const NAMED_URL = /^(?:[a-z][a-z0-9+.-]{1,15}:)?\/\/((?:[\w-]+\.)+[a-z]{2,})\.?(?=[/?#:]|$)/i;

/** URLs whose host is inside: metadata services, loopback, private addresses, in whatever form. */
export const ssrf: Screen = text => {
  if (text.length > LONGEST) return undefined;
  if (SCHEME.test(text)) return 'a URL of a scheme that reaches other services';
  if (DISAGREEMENT.test(text)) return 'a URL whose host parsers read differently';
  const isUrl = URL_ALONE.test(text);
  if (!isUrl && !HOST_AND_PATH.test(text)) return undefined;
  return METADATA.test(text) ? 'the path of a metadata service in a URL' : judgeHost(text, isUrl);
};

function judgeHost(text: string, isUrl: boolean): string | undefined {
  const host = (NAMED_URL.exec(text)?.[1] ?? namedHosts(text.startsWith('//') ? `http:${text}` : text)[0]?.host ?? '').toLowerCase();
  const kind = internalKind(host);
  if (kind && (isUrl || kind !== 'private')) return `a URL of a ${kind} address: ${host}`;
  if (LISTENER.test(host)) return `a URL of a host that waits for calls from inside: ${host}`;
  return INSIDE.test(host) ? `a URL of a name that leads inside: ${host}` : undefined;
}
