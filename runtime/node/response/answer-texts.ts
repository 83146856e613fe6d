import { asRecord, type Unknowns } from '../invocation/read';

/** Levels looked at in what is or becomes JSON. */
const MAX_DEPTH = 16;

/** A longer body is a document that somebody asked for, and is not looked into. */
const MAX_CHARACTERS = 262_144;

/** Status codes from here on are errors (RFC 9110, section 15). */
const FIRST_ERROR = 400;

type Change = (text: string) => string;

export function isErrorAnswer(answer: unknown): boolean {
  return Number(asRecord(answer).statusCode) >= FIRST_ERROR;
}

/**
 * Changes the text of an answer that a caller over HTTP gets to read: its body, or what becomes the body.
 *
 * @returns the answer itself where nothing changed
 */
export function changeBody(answer: unknown, change: Change): unknown {
  const { statusCode, body, isBase64Encoded } = asRecord(answer);
  if (statusCode === undefined) return changeTexts(answer, change);
  if (typeof body !== 'string' || body.length > MAX_CHARACTERS) return answer;
  const text = isBase64Encoded === true ? Buffer.from(body, 'base64').toString() : body;
  const changed = change(text);
  if (changed === text) return answer;
  return { ...answer as Unknowns, body: isBase64Encoded === true ? Buffer.from(changed).toString('base64') : changed };
}

/** The same, of a text that is JSON string by string, so that it stays JSON. */
export function inJson(change: Change): Change {
  return text => {
    const value = parse(text);
    if (value === undefined) return change(text);
    const changed = changeTexts(value, change);
    return changed === value ? text : JSON.stringify(changed);
  };
}

function parse(text: string): unknown {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function changeTexts(value: unknown, change: Change, depth = MAX_DEPTH): unknown {
  if (typeof value === 'string') return value.length > MAX_CHARACTERS ? value : change(value);
  if (depth === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const changed = value.map(item => changeTexts(item, change, depth - 1));
    return changed.some((item, index) => item !== value[index]) ? changed : value;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const changed = Object.entries(value).map(([name, held]) => [name, held, changeTexts(held, change, depth - 1)] as const);
  return changed.some(([, held, now]) => held !== now) ? Object.fromEntries(changed.map(([name, , now]) => [name, now])) : value;
}
