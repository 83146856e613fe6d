import { isIP } from 'node:net';
import { literalText, problem } from '../validation/option-checks';
import type { Check } from '../validation/option-checks';

const NAME = /^(?:\*\.)?(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i;
const NO_PART_OF_NAME = /[/\\@?#\s]/;
const STAR = /^\*\.[^*]+\.[^*]+$/;
const SERVICE = /^[a-z][a-z0-9-]*$/;
const MAX_NAME = 253;
const MAX_PORT = 65_535;

/** Where a function may connect to: a name, with `*` for its first label or not, or an address, each with or without a port. */
export const domain: Check = (option, value) => {
  const notText = literalText(option, value);
  if (notText.length > 0) return notText;
  const wrong = wrongWith(String(value));
  return wrong ? [problem(option, value, ...wrong)] : [];
};

/** An AWS service by the first label of its endpoint. */
export const service: Check = (option, value) => {
  const notText = literalText(option, value);
  if (notText.length > 0 || SERVICE.test(String(value))) return notText;
  return [problem(option, value, 'the first label of the endpoint in small letters, such as dynamodb or secretsmanager', 'correct its spelling')];
};

/** What was expected, and the cure. */
function wrongWith(text: string): [expected: string, cure: string] | undefined {
  if (NO_PART_OF_NAME.test(text)) return ['a name without scheme, user, path or blanks', 'leave the name, such as api.example.com'];
  const { name, port } = split(text);
  if (port !== undefined && !(Number(port) >= 1 && Number(port) <= MAX_PORT)) return [`a port from 1 to ${MAX_PORT}`, 'correct it or leave it out'];
  if (isIP(name) !== 0) return undefined;
  if (name.includes('*') && !STAR.test(name)) return ['* for the first label of three or more', 'write *.example.com'];
  if (NAME.test(name) && name.length <= MAX_NAME) return undefined;
  return ['a name such as api.example.com, *.example.com or db.example.com:5432', 'correct its spelling'];
}

/** An IPv6 address has a port behind brackets only. */
function split(text: string): { name: string; port?: string } {
  const [, bracketed, bracketedPort] = /^\[([^\]]*)\](?::(.*))?$/.exec(text) ?? [];
  if (bracketed !== undefined) return { name: bracketed, port: bracketedPort };
  const [name, port, ...more] = text.split(':');
  return more.length === 0 ? { name, port } : { name: text };
}
