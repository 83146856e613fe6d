import { shorten } from './shorten';

/** What is shown of an input at most; enough to recognise an attack. */
const MAX_CHARS = 256;
const MASK = '***';

/** Values that are secrets by their form, or by the name before them, which stays readable. */
const SECRETS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b(?:gh[pousr]_|xox[abprs]-|sk_live_|rk_live_)[\w-]{10,}/g,
  /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\S]*/g,
  /(?<=\b(?:bearer|basic)\s)[\w.~+/=-]{8,}/gi,
  /(?<=\b(?:password|passwd|pwd|secret|token|api[_-]?key)["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"'&,;]{4,}/gi,
  /(?<=:\/\/[^\s/:@]{1,64}:)[^\s/@]{1,256}(?=@)/g,
];

/** An input as a finding may show it: shortened, secrets masked. */
export function maskSecrets(text: string, max: number = MAX_CHARS): string {
  /* Cut first, so that the work does not grow with what an attacker sends. */
  const shown = SECRETS.reduce((masked, secret) => masked.replace(secret, MASK), text.slice(0, max * 2));
  return shorten(shown, max, text.length > max * 2);
}
