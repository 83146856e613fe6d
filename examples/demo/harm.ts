import type { Attack, Observation } from './request';
import { SECRET, OTHER_CUSTOMER } from './seed';

type Harm = Attack['harm'];

/** The answer or a written file shows a text that the caller must not see. */
function shows(text: string, harm: string): Harm {
  return seen => (visibleTexts(seen).some(visible => visible.includes(text)) ? harm : undefined);
}

export const leaksOtherCustomer = shows(OTHER_CUSTOMER.note, "other customer's data");
export const leaksSecret = shows(SECRET, 'secret key leaked');
export const leaksPasswd = shows('root:', '/etc/passwd leaked');

/** A command left a file behind. */
export function leavesFile(name: string): Harm {
  return ({ files }) => (Object.hasOwn(files, name) ? 'command executed' : undefined);
}

/** A shop's template was overwritten. */
export function overwritesTemplate(name: string): Harm {
  return ({ files }) => (Object.hasOwn(files, name) ? 'template overwritten' : undefined);
}

/** Rows in the database were changed. */
export const changesOrders: Harm = ({ totalChange }) => (totalChange === 0 ? undefined : 'orders changed');

/** The answer as it came and decoded, and what was written. */
export function visibleTexts({ payload, files }: Observation): readonly string[] {
  return [payload, httpBody(payload), ...Object.values(files).map(content => Buffer.from(content, 'base64').toString())];
}

/** The body of an HTTP answer, decoded; empty for other answers. */
function httpBody(payload: string): string {
  const { body = '', isBase64Encoded } = (payload === '' ? {} : Object(JSON.parse(payload))) as { body?: string; isBase64Encoded?: boolean };
  return isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
}
