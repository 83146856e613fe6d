import type { Screen } from './attempt';

const INNER = /\$\{[^${}]{0,200}\}/g;
const JNDI = /jndi\s?:/i;
const MAX_ROUNDS = 8;

/** Log4j lookups: JNDI, also put together from other lookups. */
export const log4shell: Screen = text => {
  let resolved = text.replace(/&(?:lcub|lbrace|#123|#x7b);?/gi, '{').replace(/&(?:rcub|rbrace|#125);?/gi, '}').replace(/&(?:dollar|#36);?/gi, '$').replace(/\\u00([0-9a-f]{2})/gi, unit).replace(/&#(\d{2,3});?/g, (_, code: string) => String.fromCharCode(Number(code)));
  const before = resolved;
  for (let round = 0; round < MAX_ROUNDS && resolved.includes('${'); round++) {
    if (/\$\{\s?jndi\s?:/i.test(resolved)) return round === 0 ? 'a Log4j lookup by JNDI' : 'a Log4j lookup by JNDI, put together from other lookups';
    const next = resolved.replace(INNER, resolveOne);
    if (next === resolved) break;
    resolved = next;
  }
  if (resolved !== before && (JNDI.test(resolved) || /j.{0,3}n.{0,3}d.{0,3}i/i.test(resolved))) return 'a Log4j lookup by JNDI, put together from other lookups';
  return /\$\{(?:env|sys|java|lower|upper|ctx|main|docker|k8s|spring|web|hostname|date|log4j|bundle|base64):/i.test(before) ? 'a Log4j lookup that reads the environment' : undefined;
};

function unit(_: string, code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}

/** What Log4j puts in a lookup's place. */
function resolveOne(lookup: string): string {
  const content = lookup.slice(2, -1);
  const standIn = content.indexOf(':-');
  if (standIn >= 0) return content.slice(standIn + 2);
  const colon = content.indexOf(':');
  return colon >= 0 ? content.slice(colon + 1) : content;
}
