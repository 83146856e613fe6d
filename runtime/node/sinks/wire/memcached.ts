import { brokenLines, lineEnd, MAX_LINES_BYTES } from './lines';
import { MessageReader } from './message-reader';
import type { Statement } from './protocol';

/** Commands that data follow, and how many bytes of them. Source: Memcached's protocol.txt */
const STORING = /^(?:(?:set|add|replace|append|prepend|cas) \S+ \S+ \S+|ms \S+) (\d{1,10})/;
/** Behind data. */
const BREAK_BYTES = 2;

/** Memcached's text protocol: commands in lines, with data behind some of them. */
export class MemcachedReader extends MessageReader {
  protected take(bytes: Buffer, start: number, statements: Statement[]): number {
    const breaks: number[] = [];
    let text = '';
    let end = 0;
    let count = 0;
    for (let next = lineEnd(bytes, end); next > 0; next = lineEnd(bytes, end)) {
      const line = bytes.toString('utf8', end, next);
      text += line;
      breaks.push(text.length - line.length + line.trimEnd().length);
      count++;
      const data = dataBehind(line);
      end = next + data;
      if (end > bytes.length || data > MAX_LINES_BYTES) break;
      text += bytes.toString('utf8', next, end);
      if (data > 0) breaks.push(text.length - BREAK_BYTES);
    }
    if (count === 0) return bytes.length > MAX_LINES_BYTES ? this.giveUp('a line of Memcached\'s protocol does not end') : 0;
    const used = Math.min(end, bytes.length);
    /* What is stored is neither held nor read: a single command is no more than one. */
    this.skipNext(end - used);
    if (count > 1) statements.push({ ...brokenLines('command lines', text, breaks, 'quit'), start, end: start + used });
    return used;
  }
}

function dataBehind(line: string): number {
  const bytes = STORING.exec(line)?.[1];
  return bytes === undefined ? 0 : Number(bytes) + BREAK_BYTES;
}
