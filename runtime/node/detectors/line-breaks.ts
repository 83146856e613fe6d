import { FoldedText } from './folded-text';
import { firstFrom } from './places';
import { searchText, type Occurrence } from './search';
import type { Inspect, Verdict } from './verdict';

const LINE_BREAK = /[\r\n]/;
const SHOWN = 32;

/**
 * Prepares a text in which lines mean something, then tells whether an input began one of them.
 *
 * @param breaks - where lines end in the text, in order; by default at every line break of it. What stands between two of them,
 * such as the data of a command, may hold line breaks of its own
 * @param areLines - whether inputs that begin where a line begins are lines that the app placed, such as a mail that it hands on
 */
export function inspectBreaks(text: string, breaks: readonly number[] = lineBreaks(text), areLines = false): Inspect {
  const folded = new FoldedText(text);
  const judge = ({ start, end }: Occurrence): Verdict | undefined => {
    if (areLines && (start === 0 || text[start - 1] === '\n')) return undefined;
    const at = breaks[firstFrom(breaks, start)];
    if (at === undefined || at >= end) return undefined;
    const line = text.slice(at, end).trim();
    return line === '' ? undefined : { change: `added the line ${line.slice(0, SHOWN)}` };
  };
  return input => {
    /* A break at the end of an input, as text areas leave it, begins nothing. */
    const brought = input.trim();
    if (!LINE_BREAK.test(brought)) return undefined;
    let answer = searchText(text, brought, judge);
    if (answer === 'absent') answer = folded.search(brought, judge);
    return typeof answer === 'object' ? answer : undefined;
  };
}

function lineBreaks(text: string): readonly number[] {
  return [...text.matchAll(/[\r\n]+/g)].map(({ index }) => index);
}
