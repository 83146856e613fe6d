import { readers } from './lazy-readers';
import type { ConnectionReader, Statement } from './protocol';
import type { WireName } from './recognise';
import type { BlockedOperationError } from '../../response/blocked-error';
import type { SinkTools } from '../sink';

/** What becomes of a write: as it is, with other bytes in its place, or the end of its connection. */
export interface Written {
  readonly instead: Buffer | undefined;
  readonly end: BlockedOperationError | undefined;
}

/** Both are always there: what is left out would be read from a polluted `Object.prototype`. */
const AS_IT_IS: Written = { instead: undefined, end: undefined };
const instead = (bytes: Buffer): Written => ({ instead: bytes, end: undefined });

/**
 * A connection whose statements are read.
 *
 * The bytes of a statement leave when its last one has been written and judged, so that nothing of a refused one ever
 * reaches the server: drivers write long statements in parts.
 */
export class Connection {
  /**
   * Undefined where the connection cannot be read.
   *
   * @param earlier - bytes that had left before the protocol was recognised
   */
  public static open(tools: SinkTools, name: WireName, earlier: Buffer): Connection | undefined {
    try {
      const connection = new Connection(tools, name);
      connection.reader.read(earlier);
      connection.sent = earlier.length;
      return connection;
    } catch (error) {
      tools.failed(`sinks/${name}`, error);
      return undefined;
    }
  }

  private readonly reader: ConnectionReader;
  /** Bytes that were written by the driver and have not left. */
  private held: Buffer[] = [];
  private heldBytes = 0;
  /** How many have left. */
  private sent = 0;

  private hasFailed = false;

  private constructor(private readonly tools: SinkTools, private readonly name: WireName) {
    this.reader = readers().createReader(name, { notCovered: tools.notCovered, failed: error => tools.failed(`sinks/${name}`, error) });
  }

  /** Nothing more is read on this connection, and nothing is held. */
  public get isOver(): boolean {
    return this.hasFailed || this.reader.isOver;
  }

  /** @param isLast - nothing will follow that could complete a message */
  public write(bytes: Buffer, isLast: boolean): Written {
    try {
      return this.judge(bytes, isLast);
    } catch (error) {
      /* Our own failure must not become the app's: everything leaves as it was written. */
      this.hasFailed = true;
      this.tools.failed(`sinks/${this.name}`, error);
      return instead(Buffer.concat([...this.held, bytes]));
    }
  }

  private judge(bytes: Buffer, isLast: boolean): Written {
    const statements = this.reader.read(bytes);
    const judged = statements.length > 0 && this.tools.isWatching() ? this.refused(statements) : NO_REFUSAL;
    const end = this.sent + this.heldBytes + bytes.length;
    const until = isLast || this.reader.isOver ? end : Math.max(Math.min(this.reader.heldFrom, end), this.sent);
    if (this.held.length === 0 && judged.length === 0 && until === end) {
      this.sent = end;
      return AS_IT_IS;
    }
    if (until === this.sent) {
      this.held.push(Buffer.from(bytes));
      this.heldBytes += bytes.length;
      return instead(NOTHING);
    }
    return this.send(Buffer.concat([...this.held, bytes]), until, judged);
  }

  private send(unsent: Buffer, until: number, refused: readonly Refused[]): Written {
    const parts: Buffer[] = [];
    let at = this.sent;
    for (const { statement, error } of refused) {
      if (statement.start < at) return { instead: undefined, end: error };
      parts.push(unsent.subarray(at - this.sent, statement.start - this.sent), statement.refusal());
      at = statement.end;
    }
    parts.push(unsent.subarray(at - this.sent, until - this.sent));
    const rest = unsent.subarray(until - this.sent);
    this.held = rest.length > 0 ? [rest] : [];
    this.heldBytes = rest.length;
    this.sent = until;
    return instead(Buffer.concat(parts));
  }

  private refused(statements: readonly Statement[]): Refused[] {
    const refused: Refused[] = [];
    for (const statement of statements) {
      if (refused.at(-1)?.statement.end === statement.end) continue;
      /* Spread last: Node 20 needs microseconds to add to what was spread. */
      const error = this.tools.judge({ sink: this.name, ...statement });
      if (error) refused.push({ statement, error });
    }
    return refused;
  }
}

const NOTHING = Buffer.alloc(0);

const NO_REFUSAL: readonly Refused[] = [];

interface Refused {
  readonly statement: Statement;
  readonly error: BlockedOperationError;
}
