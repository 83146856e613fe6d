import type { Edges } from './filing';
import { FoldedReader } from './folded-reader';
import { endOf } from './input-keys';
import { endStandsAt, hasPartBefore } from './parts';

/** Places of one input in one text that are looked at; an input with more is taken to stand there. */
const MAX_PLACES = 16;

/**
 * Whether an input may stand in a text, whole or in part.
 *
 * @param folded - the text as it is compared
 */
export function mayStandIn(text: string, folded: string, input: string, { beginning, end }: Edges): boolean {
  if (beginning === '' && end === '') return text.includes(input);
  return (beginning !== '' && folded.includes(beginning) && beginningStandsIn(folded, input, beginning))
    || (end !== '' && text.includes(end) && endStandsIn(text, input, end));
}

function beginningStandsIn(folded: string, input: string, beginning: string): boolean {
  let places = 0;
  for (let at = folded.indexOf(beginning); at >= 0; at = folded.indexOf(beginning, at + 1)) {
    if (++places > MAX_PLACES || beginningStandsAt(folded, at, input)) return true;
  }
  return false;
}

/** Whether a whole input, with whatever may have been changed in it, or a part of its beginning stands at a place. */
function beginningStandsAt(folded: string, at: number, input: string): boolean {
  const reader = new FoldedReader(input, 0);
  for (let place = at; ; place++) {
    const reached = reader.at;
    const character = reader.next();
    if (character < 0) return true;
    if (character !== folded.charCodeAt(place)) return hasPartBefore(input, reached);
  }
}

function endStandsIn(text: string, input: string, end: string): boolean {
  const length = endOf(input);
  let places = 0;
  for (let at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) {
    const behind = at + end.length;
    if (++places > MAX_PLACES || endStandsAt(input, length, text, behind) || text.startsWith(input, behind - length)) return true;
  }
  return false;
}
