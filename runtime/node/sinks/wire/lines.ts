import type { Statement } from './protocol';
import { structure } from '../../lazy-structure';

/** Commands in lines, longer than which no client writes them; text beyond is not compared either. */
export const MAX_LINES_BYTES = 64 * 1024;
/** A command that no server has; which of the lines are the app's cannot be told, so that the server ends the connection after its error. */
const REFUSED = 'REFUSED-BY-SERVERLESS-GUARD\r\n';
const NEWLINE = 0x0a;

/** What is judged of lines, but for where they stand. */
export type Lines = Omit<Statement, 'start' | 'end'>;

/**
 * Lines in which an input may have begun one.
 *
 * @param breaks - where lines end in the text, in order
 * @param quit - the command that ends the connection
 * @param areLines - whether inputs that begin where a line begins are lines that the app placed
 */
export function brokenLines(operation: string, text: string, breaks: readonly number[], quit: string, areLines = false): Lines {
  return { operation, text, detector: 'crlf', prepare: lines => structure().inspectBreaks(lines, breaks, areLines), refusal: () => Buffer.from(`${REFUSED}${quit}\r\n`) };
}

/** Where the line from a place on ends, its break included; zero where it does not. */
export function lineEnd(bytes: Buffer, from: number): number {
  return bytes.indexOf(NEWLINE, from) + 1;
}

/** The places of a text's line breaks that begin before another place. */
export function breaksBefore(text: string, end: number, pattern = /\r?\n/g): number[] {
  return Array.from(text.matchAll(pattern), ({ index }) => index).filter(at => at < end);
}
