import { elementAt, elementsIn, type Element } from './ber';
import { readFilter } from './ldap-filter';
import { escapedInputs, isCutFrom, isOwnValue } from './ldap-inputs';
import { MAX_STATEMENT_BYTES, MessageReader } from './message-reader';
import type { Statement } from './protocol';
import type { Invocation } from '../../invocation/invocation';
import { structure } from '../../lazy-structure';

/** The shortest message: one that ends the connection. */
const LEAST_BYTES = 7;
const SEQUENCE = 0x30;
const OCTET_STRING = 0x04;
/** What is the request's own kind of element, such as a search's filter and a bind's password. */
const CONTEXT = 0x80;

/** Requests that name an entry (RFC 4511); the others carry nothing of an app's making. */
const OPERATIONS: ReadonlyMap<number, string> = new Map([
  [0x60, 'BindRequest'], [0x63, 'SearchRequest'], [0x66, 'ModifyRequest'], [0x68, 'AddRequest'], [0x4a, 'DelRequest'], [0x6c, 'ModifyDNRequest'], [0x6e, 'CompareRequest'],
]);
const SEARCH = 0x63;
const DELETE = 0x4a;

const prepareName = (text: string, invocation: Invocation) => structure().inspectName(text, isCutFrom(invocation, text));

/** LDAP, version 3: filters of searches, and the names that requests are about. Under TLS the same bytes pass through the TLS socket. */
export class LdapReader extends MessageReader {
  protected take(bytes: Buffer, start: number, statements: Statement[]): number {
    if (bytes.length < LEAST_BYTES) return this.want(LEAST_BYTES);
    const message = elementAt(bytes, 0);
    if (message?.tag !== SEQUENCE) return this.giveUp(`a message of LDAP begins with byte ${bytes[0]}`);
    /* The request's kind stands behind the message's number. */
    const told = Math.min(message.start + LEAST_BYTES, message.end);
    if (bytes.length < told) return this.want(told);
    const id = elementAt(bytes, message.start, message.end);
    const operation = id && OPERATIONS.get(bytes[id.end]);
    if (!id || operation === undefined) return this.stepPast(bytes, message.end);
    return this.takeRequest(bytes, { ...message, start: id.end }, operation, start, statements);
  }

  /** @param message - from its request on */
  private takeRequest(bytes: Buffer, message: Element, operation: string, start: number, statements: Statement[]): number {
    const { end } = message;
    if (end > MAX_STATEMENT_BYTES) {
      this.tooLong('an LDAP request', end);
      return this.stepPast(bytes, end);
    }
    if (bytes.length < end) return this.want(end);
    const read = readRequest(bytes.subarray(0, end), elementAt(bytes, message.start, end));
    if (!read) return this.giveUp(`a ${operation} of LDAP is not understood`);
    for (const one of read) statements.push({ detector: 'ldap', operation, start, end: start + end, ...one });
    return end;
  }

  private stepPast(bytes: Buffer, end: number): number {
    this.skipNext(Math.max(end - bytes.length, 0));
    return Math.min(end, bytes.length);
  }
}

type Content = Pick<Statement, 'text' | 'prepare' | 'alsoCompare' | 'refusal'>;

/** The names in a request, and its filter; undefined where the bytes are no request. */
function readRequest(bytes: Buffer, request: Element | undefined): readonly Content[] | undefined {
  if (!request) return undefined;
  const parts = request.tag === DELETE ? [{ ...request, tag: OCTET_STRING }] : elementsIn(bytes, request);
  const names = parts?.filter(({ tag }) => tag === OCTET_STRING);
  if (!parts || !names || names.length === 0) return undefined;
  const refusal = (): Buffer => withoutEffect(bytes, names[0]);
  const content: Content[] = names.map(({ start, end }) => ({ text: bytes.toString('utf8', start, end), prepare: prepareName, refusal }));
  if (request.tag !== SEARCH) return content;
  const filter = parts.find(({ tag }) => tag >= CONTEXT);
  const read = filter && readFilter(bytes, filter);
  if (!read) return undefined;
  const prepare: Statement['prepare'] = (text, invocation) => structure().inspectFilter(text, read.syntax, isOwnValue(invocation));
  return [...content, { text: read.text, prepare, alsoCompare: escapedInputs, refusal }];
}

/**
 * The same request about an entry whose name is none: the server's own error, whatever else the request holds.
 *
 * A search from the root, which has no name, gets a scope that does not exist.
 */
function withoutEffect(message: Buffer, { start, end }: Element): Buffer {
  const changed = Buffer.from(message);
  if (end > start) return changed.fill(NO_NAME, start, end);
  changed[end + SCOPE_VALUE] = NO_SCOPE;
  return changed;
}

const NO_NAME = '!';
/** Behind the scope's tag and length. */
const SCOPE_VALUE = 2;
const NO_SCOPE = 0x7f;
