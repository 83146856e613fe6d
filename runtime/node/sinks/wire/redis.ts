import { MAX_STATEMENT_BYTES, MessageReader } from './message-reader';
import type { Statement } from './protocol';
import { isInteresting, readCommand } from './redis-command';
import { inspection } from '../../lazy-inspection';

const ASTERISK = 0x2a;
const NEWLINE = 0x0a;
/** `*` or `$` with a number and the end of its line. */
const MAX_LENGTH_LINE = 32;
/** The server refuses longer inline commands. */
const MAX_INLINE = 64 * 1024;
/** `*4\r\n`: four arguments. `$3\r\n`: three bytes. */
const LENGTH_LINE = /^[*$](-?\d{1,10})\r\n/;

/** A command that no server has; in a transaction its error lets the whole be discarded. */
const REFUSED = 'REFUSED-BY-SERVERLESS-GUARD';
const REFUSED_ARRAY = Buffer.from(`*1\r\n$${REFUSED.length}\r\n${REFUSED}\r\n`);
/** Lines brought by an input leave it open which of them are the app's: the server ends the connection after its error. */
const REFUSED_LINES = Buffer.from(`${REFUSED}\r\nQUIT\r\n`);

const inspectLines = (text: string) => inspection().inspectLines(text);

/** Redis's RESP: scripts, commands that only an operator gives, and commands in plain lines. */
export class RedisReader extends MessageReader {
  /** Arguments of an uninteresting command that are still to come. */
  private toSkip = 0;
  /** Arguments of an interesting command that have come, and where the next begins: each is read once, however many parts they come in. */
  private args: string[] = [];
  private nextArg = 0;

  protected take(bytes: Buffer, start: number, statements: Statement[]): number {
    if (this.toSkip > 0) return this.skipArgument(bytes);
    return bytes[0] === ASTERISK ? this.takeCommand(bytes, start, statements) : this.takeLines(bytes, start, statements);
  }

  private skipArgument(bytes: Buffer): number {
    const line = lengthLine(bytes, 0);
    if (!line) return this.wantLine(bytes.length);
    this.toSkip--;
    this.skipNext(Math.max(line.value, 0) + 2);
    return line.end;
  }

  private takeCommand(bytes: Buffer, start: number, statements: Statement[]): number {
    const count = lengthLine(bytes, 0);
    if (!count) return this.wantLine(bytes.length);
    if (count.value <= 0) return count.end;
    const name = lengthLine(bytes, count.end);
    if (!name) return this.wantLine(bytes.length - count.end);
    const nameEnd = name.end + Math.max(name.value, 0);
    if (name.value > MAX_LENGTH_LINE || name.value < 0) return this.skipCommand(count);
    if (bytes.length < nameEnd + 2) return this.want(nameEnd + 2);
    return isInteresting(bytes.toString('latin1', name.end, nameEnd)) ? this.takeInteresting(bytes, count, start, statements) : this.skipCommand(count);
  }

  private skipCommand({ value, end }: LengthLine): number {
    this.forgetArguments();
    this.toSkip = value;
    return end;
  }

  private forgetArguments(): void {
    this.args = [];
    this.nextArg = 0;
  }

  private takeInteresting(bytes: Buffer, count: LengthLine, start: number, statements: Statement[]): number {
    let at = Math.max(this.nextArg, count.end);
    while (this.args.length < count.value) {
      this.nextArg = at;
      const line = lengthLine(bytes, at);
      if (!line) return bytes.length - at > MAX_LENGTH_LINE ? this.skipCommand(count) : this.want(bytes.length + 1);
      const end = line.end + Math.max(line.value, 0);
      if (end > MAX_STATEMENT_BYTES) {
        this.tooLong('a Redis command', end);
        return this.skipCommand(count);
      }
      if (bytes.length < end + 2) return this.want(end + 2);
      this.args.push(bytes.toString('utf8', line.end, end));
      at = end + 2;
    }
    const read = readCommand(this.args);
    this.forgetArguments();
    if (read) statements.push({ detector: 'nosql', start, end: start + at, refusal: () => REFUSED_ARRAY, ...read });
    return at;
  }

  /** Every line up to the next command in array form. */
  private takeLines(bytes: Buffer, start: number, statements: Statement[]): number {
    let end = 0;
    while (end < bytes.length && bytes[end] !== ASTERISK) {
      const newline = bytes.indexOf(NEWLINE, end);
      if (newline < 0) break;
      end = newline + 1;
    }
    if (end === 0) return bytes.length > MAX_INLINE ? this.giveUp('a line of Redis\'s protocol does not end') : 0;
    const text = bytes.toString('utf8', 0, end);
    statements.push({ operation: 'inline command', text, detector: 'nosql', prepare: inspectLines, start, end: start + end, refusal: () => REFUSED_LINES });
    return end;
  }

  private wantLine(available: number): 0 {
    return available > MAX_LENGTH_LINE ? this.giveUp('a length of Redis\'s protocol is no number') : 0;
  }
}

interface LengthLine {
  readonly value: number;
  readonly end: number;
}

function lengthLine(bytes: Buffer, at: number): LengthLine | undefined {
  const match = LENGTH_LINE.exec(bytes.toString('latin1', at, Math.min(at + MAX_LENGTH_LINE, bytes.length)));
  return match ? { value: Number(match[1]), end: at + match[0].length } : undefined;
}
