import type { Screen } from './attempt';

const INNER = /\$\{([^${}]{0,200})\}/g;
const MAX_ROUNDS = 8;
const BRACE = /&(?:lcub|lbrace);?/g;
const CODE = /(?:\\u00|&#x0{0,40})([0-9a-f]{2});?|&#0{0,60}(\d{2,3});?/gi;

/** Log4j lookups: JNDI, also put together from other lookups. */
export const log4shell: Screen = text => {
  let resolved = text.replace(BRACE, '{').replace(CODE, (_, unit?: string, decimal?: string) => String.fromCharCode(unit === undefined ? Number(decimal) : Number.parseInt(unit, 16)));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (/\$\{\s?jndi\s?:/i.test(resolved)) return `a Log4j lookup by JNDI${round === 0 ? '' : ', put together from other lookups'}`;
    const next = resolved.replace(INNER, resolveOne);
    if (next === resolved) break;
    if (/jndi\s?:/i.test(next)) return 'a Log4j lookup by JNDI, put together from other lookups';
    resolved = next;
  }
  return /\$\{(?:env|sys|java|lower|upper|ctx|docker|k8s|spring|hostname):/i.test(text) ? 'a Log4j lookup that reads the environment' : undefined;
};

/** What Log4j puts in a lookup's place: what stands in for a missing value, or the value's own text. */
function resolveOne(_: string, content: string): string {
  const standIn = content.indexOf(':-');
  return standIn >= 0 ? content.slice(standIn + 2) : content.slice(content.indexOf(':') + 1);
}
