import { smallDocument } from './bson';
import { hasFlag } from './flags';
import { MAX_STATEMENT_BYTES, MessageReader } from './message-reader';
import { readCommand, type CommandContent, type Sequence } from './mongodb-command';
import type { Statement } from './protocol';
import type { InputIndex } from '../../invocation/input-index';
import { inspection } from '../../lazy-inspection';

/** Length, request number, number answered to, and kind. Source: MongoDB "Wire Protocol". */
const HEADER_BYTES = 16;
const OP_QUERY = 2004;
const OP_COMPRESSED = 2012;
const OP_MSG = 2013;
/** Reply, update, insert, query, get more, delete, kill cursors, compressed, message. */
const KINDS: ReadonlySet<number> = new Set([1, 2001, 2002, OP_QUERY, 2005, 2006, 2007, OP_COMPRESSED, OP_MSG]);

const FLAGS_BYTES = 4;
const HAS_CHECKSUM = 0x01;
const CHECKSUM_BYTES = 4;

/** A command that no server has: it is answered with an error that drivers neither retry nor take for a lost connection. */
const REFUSED = 'refused by serverless guard';

const inspectCondition = (text: string) => inspection().inspectScript(text, 'condition');
const inspectFunction = (text: string) => inspection().inspectScript(text, 'javascript');
const operatorKeys = (inputs: InputIndex) => inputs.operatorKeys;
const inspectOperators = (text: string) => inspection().inspectOperators(text);

/** MongoDB's OP_MSG: JavaScript that the server runs, and operators where the app meant values. */
export class MongoDbReader extends MessageReader {
  protected take(bytes: Buffer, start: number, statements: Statement[]): number {
    if (bytes.length < HEADER_BYTES) return this.want(HEADER_BYTES);
    const length = bytes.readInt32LE(0);
    const kind = bytes.readInt32LE(12);
    if (!KINDS.has(kind) || length < HEADER_BYTES) return this.giveUp(`a message of MongoDB's protocol is of kind ${kind}`);
    if (kind === OP_COMPRESSED) this.tools.notCovered('compressed MongoDB connections');
    if (kind === OP_MSG && length > MAX_STATEMENT_BYTES) this.tooLong('a MongoDB command', length);
    if (kind !== OP_MSG || length > MAX_STATEMENT_BYTES) {
      this.skipNext(length - HEADER_BYTES);
      return HEADER_BYTES;
    }
    if (bytes.length < length) return this.want(length);
    for (const statement of readMessage(bytes.subarray(0, length))) statements.push({ start, end: start + length, ...statement });
    return length;
  }
}

function readMessage(message: Buffer): Array<Omit<Statement, 'start' | 'end'>> {
  const content = readContent(message);
  if (!content || content.scripts.length + content.operators.length === 0) return [];
  const { scripts, operators, database } = content;
  const common = { detector: 'nosql', refusal: refusalOf(message, database) } as const;
  const found: Array<Omit<Statement, 'start' | 'end'>> = scripts.map(({ place, text }) => (
    { ...common, operation: place, text, prepare: place === '$where' ? inspectCondition : inspectFunction }
  ));
  if (operators.length > 0) found.push({ ...common, operation: 'OP_MSG', text: operators.join('\n'), prepare: inspectOperators, alsoCompare: operatorKeys });
  return found;
}

function readContent(message: Buffer): CommandContent | undefined {
  try {
    return readSections(message.subarray(0, message.length - (hasChecksum(message) ? CHECKSUM_BYTES : 0)));
  } catch {
    /* No BSON: the server will refuse it. */
    return undefined;
  }
}

function readSequence(message: Buffer, start: number, end: number): Sequence {
  const nameEnd = message.indexOf(0, start + 4);
  return { field: message.toString('utf8', start + 4, nameEnd), start: nameEnd + 1, end };
}

function hasChecksum(message: Buffer): boolean {
  return hasFlag(message[HEADER_BYTES], HAS_CHECKSUM);
}

/** One body, and sequences of documents beside it, in any order. */
function readSections(message: Buffer): CommandContent {
  const sequences: Sequence[] = [];
  let body = -1;
  for (let at = HEADER_BYTES + FLAGS_BYTES; at < message.length;) {
    const content = at + 1;
    const length = message.readInt32LE(content);
    if (length < 5) throw new RangeError('a section without content');
    if (message[at] === 0) body = content;
    else sequences.push(readSequence(message, content, content + length));
    at = content + length;
  }
  return readCommand(message, body, sequences);
}

/** The same request with another body; its checksum goes, since it would be another's. */
function refusalOf(message: Buffer, database: string): () => Buffer {
  return () => {
    const refused = Buffer.concat([message.subarray(0, HEADER_BYTES + FLAGS_BYTES), Buffer.alloc(1), smallDocument(REFUSED, '$db', database)]);
    refused.writeInt32LE(refused.length, 0);
    if (hasChecksum(message)) refused[HEADER_BYTES] -= HAS_CHECKSUM;
    return refused;
  };
}
