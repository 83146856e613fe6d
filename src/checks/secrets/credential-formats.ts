import { HOLE } from '../../app-model/value';

/** A credential that can be told by its form alone. */
export interface CredentialFormat {
  readonly name: string;
  readonly pattern: RegExp;
  /** Whether a match is one after all. @default - it is */
  readonly accept?: (match: string) => boolean;
}

/** Mixed case and digits, as random base64 has; a hash in hex, a path or a sequence of digits has not. */
const looksRandom = (text: string) => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text) && new Set(text).size >= 16;

/** A password that is no placeholder such as `<password>` or `${PASSWORD}`, and no reference to something else. */
const isRealPassword = (url: string) => !/:(\*+|x+|[<[{$%].*|password|pass|changeme)@/i.test(url.slice(url.indexOf('//')))
  && !url.slice(0, url.lastIndexOf('@')).includes(HOLE);

/**
 * The formats, written from the issuers' own descriptions of their tokens. Bounded repetition only: values are
 * somebody else's, and must not be able to keep the synth busy.
 */
export const CREDENTIAL_FORMATS: readonly CredentialFormat[] = [
  { name: 'AWS access key id', pattern: /(?<![A-Za-z0-9])A(?:KIA|SIA)[A-Z0-9]{16}(?![A-Za-z0-9])/ },
  { name: 'AWS secret access key', pattern: /(?<![A-Za-z0-9+/=_.-])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=_.-])/, accept: looksRandom },
  { name: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{60,255})/ },
  { name: 'GitLab token', pattern: /\bgl(?:pat|dt|rt|ptt|cbt|soat|ft|agent)-[A-Za-z0-9_-]{20,255}/ },
  { name: 'Slack token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/ },
  { name: 'Slack webhook', pattern: /https:\/\/hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,255}/ },
  { name: 'Stripe key', pattern: /\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,255}|\bwhsec_[A-Za-z0-9+/=]{24,255}/ },
  { name: 'Google API key', pattern: /(?<![A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/ },
  { name: 'Google OAuth secret', pattern: /\bGOCSPX-[A-Za-z0-9_-]{28}/ },
  { name: 'Twilio key', pattern: /\bSK[0-9a-f]{32}\b/ },
  { name: 'SendGrid key', pattern: /\bSG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/ },
  { name: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/ },
  { name: 'PyPI token', pattern: /\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{40,255}/ },
  { name: 'OpenAI or Anthropic key', pattern: /\bsk-(?:proj-|ant-|svcacct-)[A-Za-z0-9_-]{32,255}|\bsk-[A-Za-z0-9]{48}\b/ },
  { name: 'private key', pattern: /-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----/ },
  { name: 'JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,1000}/ },
  { name: 'password in a URL', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/?#@]{0,100}:[^\s/?#@]{1,200}@[^\s/?#@]{1,250}/i, accept: isRealPassword },
];

/** Longer values are judged by their beginning: an environment holds 4 KB in all. */
const MAX_LENGTH = 8192;

/** The name of the first credential format found in a text, which may have a `HOLE` for each part that is not known. */
export function credentialIn(text: string): string | undefined {
  const bounded = text.slice(0, MAX_LENGTH);
  return CREDENTIAL_FORMATS.find(({ pattern, accept }) => {
    const match = pattern.exec(bounded);
    return match !== null && (accept?.(match[0]) ?? true);
  })?.name;
}
