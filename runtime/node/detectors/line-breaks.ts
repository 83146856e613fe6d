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
 */
export function inspectBreaks(text: string, breaks: readonly number[] = lineBreaks(text)): Inspect {
  const judge = ({ start, end }: Occurrence): Verdict | undefined => {
    const at = breaks[firstFrom(breaks, start)];
    if (at === undefined || at >= end) return undefined;
    const line = text.slice(at, end).trim();
    return line === '' ? undefined : { change: `added the line ${line.slice(0, SHOWN)}` };
  };
  return input => {
    /* A break at the end of an input, as text areas leave it, begins nothing. */
    const brought = input.trim();
    if (!LINE_BREAK.test(brought)) return undefined;
    const answer = searchText(text, brought, judge);
    return typeof answer === 'object' ? answer : undefined;
  };
}

function lineBreaks(text: string): readonly number[] {
  return [...text.matchAll(/[\r\n]+/g)].map(({ index }) => index);
}
