import type { Visit } from './walk';

/** What can start or end something in a page; a text without any of it stays text. */
const MARKUP = /[<>"'`=:;(&$\\]/;
const SHORTEST = 4;

/** The inputs of one event that could be more than text in a page. */
export function markupInputs(walk: (visit: Visit) => void): readonly string[] {
  const found = new Set<string>();
  walk(text => {
    if (text.length >= SHORTEST && MARKUP.test(text)) found.add(text);
  });
  return [...found];
}

/** Inputs that stand in a page, and those with tags, which an app may have changed on the way. */
export function standingMarkup(page: string, inputs: readonly string[]): readonly string[] {
  return inputs.filter(input => TAG.test(input) || page.includes(input));
}

const TAG = /<[a-z!/?]/i;
