import { climbs } from '../detectors/path/segments';
import type { Screen } from './attempt';

/** Bytes that stand for a dot or slash where a decoder is lenient, and the ones that stand in no text of UTF-8. */
const OVERLONG = /(?:%(?:25)?){1,3}(?:c[01]|e0%80|f0%80%80|f8%80%80%80|fc%80%80%80%80|%?[36][0-9]%?[36][0-9])[%.\\/?]|%uff0e|%u221[56]|%uefc8|%uf025|0x2e0x2e|0x5c|0x2f|%bg%qf|%00\.|\.%00/gi;
/** Anything that a lenient decoder could take for a separator. */
const SEPARATOR = /(?:%(?:25)?)+u?[0-9a-z]{2,4}|0x2f|0x5c|2f(?=\.|etc|var|usr|apache|windows|boot)|\\+|\/+/gi;
const CLIMB = /(?:^|[\\/=:;&?,"'])\.{1,3}(?:[\\/]{1,4}\.{0,3}){0,2}[\\/]{0,4}\.\.[\\/]|\.\.[\\/]+\.\.|\.{3,8}[\\/]+\.{2,8}[\\/]|(?:^|[\\/])\.{2,8}[;{?%]|(?:\.[\\/]+){4}|\.\.2f/;
/** Several of them, in a text that is more than a path. */
const CLIMBS = /\.\.[\\/]{1,4}\.\.[\\/]/;
/** Dots beside what stands for a separator in some encoding. */
const ENCODED_CLIMB = /[.?][.?](?:%(?:25)?(?:c0|c1|e0|f0|f8|fc|u|bg|%)|0x(?:2f|5c))|%(?:25)*c[01](?:%(?:25)*)?[0-9a-z]{1,2}boot/i;
/** Files that a request has no business with, from the root or after a climb. */
const FILE = new RegExp([
  '(?:^|[/=:;"\'\\s])(?:private/|/)?etc/+(?:passwd|shadow|issue|hosts|group)|^/+(?:\\.{1,6}/+)*(?:private/)?(?:etc|boot|proc|root|sys|private|usr/(?:local|lib|ports|apache\\d?|share|pkg\\w*|home)|var/(?:log|adm|run|lib|lock|spool|saf|mail|cron|apache\\d?|www|db|nm2|local|webmin|cpanel)|opt/(?:lampp|apache\\d?|xampp)|library/webserver|system/library|mnt|volumes)/',
  '^/\\.(?!well-known)[a-z]|^[a-z]:/+(?:windows|winnt|program files[^/]*|users/administrator|xampp|mysql|apache|inetpub|boot|php)',
  '(?:^|/)(?:boot\\.ini|win\\.ini|system\\.ini|autoexec\\.bat|sam)(?:$|[\\W_])|windows/+(?:system32|win\\.ini|repair)|winnt/|system32/',
  '(?:^|[/=:"\'\\s])/*(?:\\.{1,6}/+)*proc/+(?:self|version|cmdline|cpuinfo|mounts|net|\\d+)/?',
  '(?:^|/)(?:var|usr|opt|private|library|apache2?|xampp|mysql|program files|system|log|logs|www|home|root)/(?:.{0,80}/)?(?:[\\w.-]{0,20}(?:access|error|login|auth|mail|secure)[\\w.-]{0,3}_?logs?|logs?|.{0,20}[._-]logs?|httpd|[\\w.-]+\\.(?:conf|ini|cnf|pdb)[\\w.]{0,9}|messages|wtmp|utmp|spooler|lastlog|syslog|\\.ssh|\\.bash_history)(?:$|[/\\0?;%\\s])',
  '(?:^|[/=\\s])(?:httpd\\.conf|php\\.ini|my\\.cnf|wp-config\\.php|web\\.config|\\.htaccess|\\.htpasswd|global\\.asa|id_rsa|\\.env|\\.git/|\\.svn/|\\.ssh/|\\.aws/|\\.bash_history|\\.docker|\\.npmrc|\\.\\w{2,12}(?:ignore|rc|history)|web-inf/)',
].join('|'), 'i');
const WRAPPER = /^(?:\w{1,30}=)?(?:php:\/\/(?:input|filter|fd|stdin|memory|temp)|(?:zip|phar|expect|ogg|rar|zlib|bzip2?|glob|compress\.\w+):\/\/|file:\/\/|data:\/?\/?text\/plain)/i;
const NUL = /\.\w{1,6}\0|\0\.\w{1,6}$|^[\w./\\-]*[\\/][\w./\\-]*\0/;
/** A path is short and alone, but for what apps and forms put around it. */
const LONGEST = 4_096;

/** Paths: climbs above a directory, in any encoding, system files by their absolute path, what ends a path early. */
export const path: Screen = text => {
  if (NUL.test(text)) return 'a NUL ends the path early';
  const slashed = text.replaceAll('\\', '/');
  if (text.includes('..') && (text.includes(' ') ? CLIMBS.test(text) : CLIMB.test(text) || climbs(slashed))) return 'climbs to directories above: ../';
  if (text.includes('\\.') && CLIMBS.test(text.replaceAll('\\', ''))) return 'climbs to directories above, with escapes: \\.\\./';
  if (WRAPPER.test(text)) return 'a URL that names a file or a stream of the server';
  if ((text.includes('%') || text.includes('0x')) && (ENCODED_CLIMB.test(text) || count(text, OVERLONG) >= 2)) return 'dots or slashes in an encoding that only lenient decoders read';
  if (text.length > LONGEST) return undefined;
  const normal = text.includes('%') || text.includes('0x') || text.includes('\\') ? text.replace(SEPARATOR, '/') : text;
  return FILE.test(normal) && !/[^\s] [^\s]+ [^\s]+ [^\s]/.test(text) ? 'the absolute path of a file of the system' : undefined;
};

function count(text: string, pattern: RegExp): number {
  let found = 0;
  pattern.lastIndex = 0;
  while (found < 2 && pattern.test(text)) found++;
  return found;
}
