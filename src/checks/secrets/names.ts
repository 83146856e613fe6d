/** The last words of a name that says its value is a secret: `DB_PASSWORD`, `stripeApiKey`, not `SECRET_ARN`. */
const SECRET_WORDS = new Set(['password', 'passwd', 'pwd', 'pass', 'passphrase', 'secret', 'token', 'credential', 'credentials', 'apikey', 'privatekey', 'accesskey', 'secretkey', 'pin', 'salt']);
const SECRET_KEYS = new Set(['api', 'private', 'access', 'secret', 'encryption', 'signing', 'auth', 'master', 'client', 'hmac', 'jwt', 'license']);

/** Whether a name says that its value is a secret. */
export function namesSecret(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter(word => word !== '');
  const last = words.at(-1) ?? '';
  if (SECRET_WORDS.has(last)) return true;
  return last === 'key' && SECRET_KEYS.has(words.at(-2) ?? '');
}

/** What stands for a secret that is elsewhere, or for none: an ARN, a path, an address, a switch, a number, a ciphertext. */
const REFERENCES: readonly RegExp[] = [
  /^\s*$/, /^arn:/i, /^\/?[\w.+@=-]+(?:\/[\w.+@=-]+)+$/, /^\w[\w+.-]*:\/\/[^@]*$/, /^(?:true|false|yes|no|on|off|none|null|undefined|enabled|disabled)$/i,
  /^-?\d+(?:\.\d+)?$/, /^AQICAH/, /^\{\{resolve:/, /^alias\//, /^<.*>$/, /^\$\{.*\}$/, /^%.*%$/, /^\*+$/, /^x+$/i,
];

/** Whether a text may be a secret itself. */
export function mayBeSecret(text: string): boolean {
  return !REFERENCES.some(pattern => pattern.test(text));
}

const MIN_RANDOM_LENGTH = 20;
const BASE64_BITS = 4.3;
const HEX_BITS = 3.2;

/** Lengths of hashes in hex: of commits, assets, images, and UUIDs without their dashes. */
const HASH_LENGTHS = [32, 40, 56, 64, 96, 128];

/** Whether a text looks as if it was drawn at random, as keys are: long, of one alphabet, with as good as no repetition. */
export function looksRandom(text: string): boolean {
  if (text.length < MIN_RANDOM_LENGTH || text.length > 512 || !mayBeSecret(text)) return false;
  if (/^[0-9a-f]+$/i.test(text)) return isRandomHex(text);
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text) || isWords(text)) return false;
  return /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && bitsPerCharacter(text) >= BASE64_BITS;
}

function isRandomHex(text: string): boolean {
  return !HASH_LENGTHS.includes(text.length) && /\d/.test(text) && /[a-f]/i.test(text) && bitsPerCharacter(text) >= HEX_BITS;
}

/** Names are made of words: `MyStack-OrdersTable-AbC1`, `sha512-…`, a UUID. */
function isWords(text: string): boolean {
  const parts = text.split(/[-_/]/);
  return parts.length > 2 || parts.some(part => /^[a-z]{4,}$|^[A-Z][a-z]{3,}$|^[A-Z]{4,}$/.test(part)) || /(?:[A-Z][a-z]{3,}){2}/.test(text);
}

/** Shannon entropy. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, count) => bits - (count / text.length) * Math.log2(count / text.length), 0);
}
