import { breaksBefore, brokenLines, lineEnd, MAX_LINES_BYTES, type Lines } from './lines';
import { MessageReader } from './message-reader';
import type { Statement } from './protocol';

/** The commands behind which a message follows (RFC 5321), or so many bytes of one (RFC 3030). */
const DATA = /^DATA\s*$/i;
const CHUNK = /^BDAT (\d{1,10})\b/i;
/** What a client goes on with where the server did not want the message. */
const DECLINED = /^(?:RSET|QUIT|NOOP|(?:EHLO|HELO|LHLO) |MAIL FROM:|RCPT TO:)/i;
const LONGEST_DECLINED = 10;
/** The end of a message's headers, or of one that is nothing else. */
const HEADERS_END = /\n\r?\n|\n\.\r\n/;
const LONGEST_END = 4;
/** A line that goes on in the next one, which begins with a blank, ends there (RFC 5322). */
const HEADER_BREAK = /\r?\n(?![ \t])/g;
const MESSAGE_END = '\r\n.\r\n';
const NOTHING = Buffer.alloc(0);
const QUIT = 'QUIT';

/** SMTP: commands, and the headers of messages. Behind STARTTLS the session begins anew on the TLS socket. */
export class SmtpReader extends MessageReader {
  private state: 'commands' | 'headers' | 'body' = 'commands';
  /** Where the command stands with which the message began. */
  private messageStart = 0;
  /** Bytes of a message's headers that were looked through. */
  private seen = 0;
  /** What may be the beginning of a message's end. */
  private tail = NOTHING;

  protected take(bytes: Buffer, start: number, statements: Statement[]): number {
    if (this.state === 'headers') return this.takeHeaders(bytes, start, statements);
    return this.state === 'body' ? this.takeBody(bytes, start, statements) : this.takeCommands(bytes, start, statements);
  }

  private takeCommands(bytes: Buffer, start: number, statements: Statement[]): number {
    let end = 0;
    for (let next = lineEnd(bytes, end); next > 0 && this.state === 'commands'; next = lineEnd(bytes, end)) {
      const line = bytes.toString('latin1', end, next);
      const chunk = Number(CHUNK.exec(line)?.[1] ?? 0);
      if (DATA.test(line)) this.state = 'headers';
      this.messageStart = start + end;
      end = next;
      if (chunk > 0) {
        this.skipNext(chunk);
        break;
      }
    }
    if (end === 0) return bytes.length > MAX_LINES_BYTES ? this.giveUp('a line of SMTP does not end') : 0;
    const text = textOf(bytes);
    const breaks = breaksBefore(text, bytes.toString('utf8', 0, end).length);
    /* One line alone holds no line of an input's. */
    if (breaks.length > 1) statements.push({ ...brokenLines('command lines', text, breaks, QUIT), start, end: start + end });
    return end;
  }

  private takeHeaders(bytes: Buffer, start: number, statements: Statement[]): number {
    if (this.seen === 0 && DECLINED.test(bytes.toString('latin1', 0, LONGEST_DECLINED))) {
      this.state = 'commands';
      return this.takeCommands(bytes, start, statements);
    }
    /* The break of the command's own line stands before. */
    const from = Math.max(this.seen - LONGEST_END, 0);
    const before = from === 0 ? '\n' : '';
    const found = HEADERS_END.exec(before + bytes.toString('latin1', from, MAX_LINES_BYTES));
    if (!found && bytes.length < MAX_LINES_BYTES) {
      this.seen = bytes.length < LONGEST_DECLINED ? 0 : bytes.length;
      return 0;
    }
    const end = found ? from - before.length + found.index + found[0].length : MAX_LINES_BYTES;
    this.seen = 0;
    const text = textOf(bytes);
    const breaks = breaksBefore(text, bytes.toString('utf8', 0, end).length, HEADER_BREAK);
    statements.push(this.inMessage(brokenLines('message headers', text, breaks, QUIT, true), start + end));
    this.state = found?.[0].includes('.') ? 'commands' : 'body';
    this.tail = Buffer.from(bytes.subarray(Math.max(end - MESSAGE_END.length + 1, 0), end));
    return end;
  }

  private takeBody(bytes: Buffer, start: number, statements: Statement[]): number {
    const message = Buffer.concat([this.tail, bytes]);
    const at = message.indexOf(MESSAGE_END);
    if (at < 0) {
      this.tail = message.subarray(1 - MESSAGE_END.length);
      return bytes.length;
    }
    this.state = 'commands';
    const end = at + MESSAGE_END.length - this.tail.length;
    /* Clients wait for an answer to a message: what comes with its end may be an input's. */
    if (end < bytes.length) {
      const from = Math.max(at - MAX_LINES_BYTES / 2, 0);
      const text = textOf(message.subarray(from));
      statements.push(this.inMessage(brokenLines('message', text, [message.toString('utf8', from, at).length], QUIT), start + end));
    }
    return end;
  }

  /** A message that has begun can only be ended with its connection: what begins with what has left is refused so. */
  private inMessage(lines: Lines, end: number): Statement {
    return { ...lines, start: this.messageStart, end };
  }
}

function textOf(bytes: Buffer): string {
  return bytes.toString('utf8', 0, Math.min(bytes.length, MAX_LINES_BYTES));
}
