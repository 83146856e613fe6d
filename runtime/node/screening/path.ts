import type { Screen } from './attempt';

/** A climb where a segment begins; dots before it and more slashes are what filters are passed by. */
const CLIMB = /(?:^|[\\/=:;&?,"'])\.{1,3}(?:[\\/]{1,4}\.{0,3}){0,2}[\\/]{0,4}\.\.[\\/]|(?:^|[\\/])\.{2,256}[;{?%]|^\/?\.{6,256}[\w{-]|\.{3,8}[\\/]+\.{2,8}[\\/]|(?:\.[\\/]{1,4}){4}|(?:^|[\\/])\.\.[\\/]*$|(?:^|[\\/=:;&?,"'])\.\.[\\/]|\.\.2f/;
/** Several, in a text that is more than a path. */
const CLIMBS = /\.\.[\\/]{1,4}\.\.[\\/]/;
/** What only lenient decoders take for a dot or a slash: overlong, wide, doubly encoded. */
const LENIENT = /(?:%(?:25)?){1,3}(?:c[01]|e0%80|f0%80%80|f8%80%80%80|fc%80%80%80%80|%?[36]\d%?[36]\d)[%.\\/?].{0,8}?(?:%|0x|\.|[?\\/])|(?:%u(?:ff0e|221[56]|efc8|f025)|0x(?:2e0x2e|5c|2f)|%bg%qf|%00\.|\.%00).{0,16}?(?:%|0x|\.[.?]|[?\\/])|[.?][.?](?:%(?:25)?(?:c[01]|e0|f[08c]|u|bg|%)|0x(?:2f|5c))/i;
const SEPARATORS = /(?:%(?:25)?)+u?[0-9a-z]{2,4}|0x2f|0x5c|\\+/gi;
const NUL = /\.\w{1,6}\0|\0\.\w{1,6}$|[\\/][\w.-]{0,64}\0/;
const STREAM = /^(?:\w{1,30}=)?(?:php:\/\/(?:input|filter|f|stdin|memory)|(?:zip|phar|expect|ogg|rar|zlib|glob|file):\/\/|compress\.|data:\/?\/?text\/plain)/i;
/** Files that no request has business with: by an absolute path, or by a name that is always the same. */
const FILE = /(?:^|[/=:;"'\s])\/?etc\/+(?:passwd|shadow|issue|hosts|group)|^\/+(?:[.]+\/+)*(?:private\/)?(?:etc|boot|proc|root|sys|private|usr\/(?:ports|apache\d?|pkg\w*|home)|var\/(?!task|runtime|tmp)\w+|opt\/\w*amp\w*|library\/webserver)(?:\/|$)|^\/\.(?!well-known)[a-z]|^[a-z]:\/+(?!users\/(?!admin))[a-z]|^\/+program files\/|^\/(?:.{0,80}\/)?[\w.-]+\.(?:conf|ini|cnf|passwd)$|(?:^|=)\/?(?:usr\/)?s?bin\/\w{1,24}$|(?:^|\/)(?:boot|win|system|php|my)\.ini\b|windows\/+system32|\/proc\/self|^\/?(?:\w+\/)*(?:apache|xampp|mysql|logs?|www|httpd|local)\d?\/(?:.{0,80}\/)?[\w.-]*(?:logs?|httpd?|\.(?:conf|ini|pdb))\b|(?:^|[/=\s])(?:wp-config\.php|web\.config|\.ht(?:access|passwd)|\.(?:env|git|svn|ssh|aws|npmrc|docker|kube|bash_\w+)\b|\.*web-inf\/)/i;

/** CWE-120. */
const FILLING = /^\/([a-z])\1{99}/i;

const LONGEST = 4_096;

/** Climbs above a directory in any encoding, files of the system, what ends a path early. */
export const path: Screen = text => climb(text) ?? encoded(text) ?? file(text);

function climb(text: string): string | undefined {
  if ((text.includes('..') || text.includes('./.')) && (text.includes(' ') ? CLIMBS : CLIMB).test(text)) return 'climbs to directories above: ../';
  return text.includes('\\.') && CLIMBS.test(text.replaceAll('\\', '')) ? 'climbs to directories above, with escapes: \\.\\./' : undefined;
}

function encoded(text: string): string | undefined {
  if (text.includes('\0') && NUL.test(text)) return 'a NUL ends the path early';
  return isEncoded(text) && LENIENT.test(text) ? 'dots or slashes in an encoding that only lenient decoders read' : undefined;
}

function file(text: string): string | undefined {
  if (STREAM.test(text)) return 'a URL of a file or a stream of the server';
  if (FILLING.test(text)) return 'a path of one letter: it tries where a buffer ends';
  if (text.length > LONGEST) return undefined;
  return FILE.test(isEncoded(text) || text.includes('\\') ? text.replace(SEPARATORS, '/') : text) ? 'the path of a file of the system or of the server' : undefined;
}

function isEncoded(text: string): boolean {
  return text.includes('%') || text.includes('0x');
}
