import type { ConnectionReader, ReaderTools, Statement } from './protocol';

/** Longer statements are passed on uninspected: holding them would cost the function its memory. */
export const MAX_STATEMENT_BYTES = 16 * 1024 * 1024;

const NONE: readonly Statement[] = [];
const NOTHING = Buffer.alloc(0);

/** Reassembles messages from writes of any size; what no one has to read is stepped over without being kept. */
export abstract class MessageReader implements ConnectionReader {
  public isOver = false;
  /** What is not read yet, at the beginning of memory that grows by doubling: a message may come in very many parts. */
  private pending = NOTHING;
  private pendingBytes = 0;
  /** Bytes that must be there before reading on is worth the effort. */
  private wanted = 0;
  /** Bytes of an uninteresting message that are still to come. */
  private skip = 0;
  /** Bytes read so far. */
  private position = 0;

  public constructor(protected readonly tools: ReaderTools) {}

  public get heldFrom(): number {
    return this.position - this.pendingBytes;
  }

  public read(bytes: Buffer): readonly Statement[] {
    if (this.isOver) return NONE;
    this.position += bytes.length;
    let rest = this.withPending(bytes);
    if (!rest) return NONE;
    this.wanted = 0;
    const statements: Statement[] = [];
    while (rest.length > 0 && !this.isOver) {
      const used: number = this.skip > 0 ? this.stepOver(rest.length) : this.take(rest, this.position - rest.length, statements);
      if (used === 0) break;
      rest = used === rest.length ? NOTHING : rest.subarray(used);
    }
    this.keep(rest);
    return statements;
  }

  /**
   * Takes a message, or a part of one.
   *
   * @param start - where the bytes begin in the stream
   * @returns how many bytes were used; zero where more are wanted
   */
  protected abstract take(bytes: Buffer, start: number, statements: Statement[]): number;

  /** Wants so many bytes in all before `take` is called again. */
  protected want(bytes: number): 0 {
    this.wanted = bytes;
    return 0;
  }

  /** Steps over bytes that come after those which `take` uses. */
  protected skipNext(bytes: number): void {
    this.skip = bytes;
  }

  protected tooLong(operation: string, bytes: number): void {
    this.tools.failed(new Error(`${operation} of ${bytes} bytes is not inspected, expected at most ${MAX_STATEMENT_BYTES}; send less in one statement`));
  }

  /** Leaves the connection alone: bytes that are not understood must neither be held nor replaced. */
  protected giveUp(why: string): 0 {
    this.isOver = true;
    this.tools.failed(new Error(`${why}; the connection is not inspected any more`));
    return 0;
  }

  private withPending(bytes: Buffer): Buffer | undefined {
    if (this.pendingBytes === 0) return bytes;
    this.add(bytes);
    return this.pendingBytes >= this.wanted ? this.pending.subarray(0, this.pendingBytes) : undefined;
  }

  private stepOver(available: number): number {
    const skipped = Math.min(this.skip, available);
    this.skip -= skipped;
    return skipped;
  }

  private keep(rest: Buffer): void {
    if (this.pendingBytes > 0 && rest.length === this.pendingBytes && !this.isOver) return;
    this.pending = NOTHING;
    this.pendingBytes = 0;
    if (rest.length > 0 && !this.isOver) this.add(rest);
  }

  /** Keeps a copy, since the driver writes its next message into the same memory. */
  private add(bytes: Buffer): void {
    const needed = this.pendingBytes + bytes.length;
    if (needed > this.pending.length) {
      const grown = Buffer.allocUnsafe(Math.max(needed, 2 * this.pending.length));
      this.pending.copy(grown, 0, 0, this.pendingBytes);
      this.pending = grown;
    }
    bytes.copy(this.pending, this.pendingBytes);
    this.pendingBytes = needed;
  }
}
