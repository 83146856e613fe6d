import { answerHeaders, type AnswerHeaders } from './answer-headers';
import type { ResponseStream } from './guard-stream';
import { inspectHeaders, inspectPage, isPageType } from './inspect-answer';
import type { Invocation } from '../invocation/invocation';
import { structure } from '../lazy-structure';
import { bytesOf } from '../sinks/bytes';
import { replace } from '../sinks/replace';
import type { SinkTools } from '../sinks/sink';

/** Told every chunk before it leaves; a refusal is told by the invocation. */
export type InspectChunk = (chunk: unknown, encoding: unknown) => void;

/** Begins to look at a stream. */
export type InspectStream = (stream: ResponseStream, invocation: Invocation) => InspectChunk;

const { apply } = Reflect;

/** Characters of a page that are kept; an input that is reflected later than that is not seen. */
const MAX_PAGE = 2_000_000;
/** Characters before a chunk in which an input may have begun. */
const MAX_OVERLAP = 4096;

/**
 * Looks at pages as they are streamed: nothing is held or changed, and a chunk with which an input becomes a script does not
 * leave.
 */
export function createStreamInspection(tools: SinkTools): InspectStream {
  const preludes = new WeakMap<object, AnswerHeaders | undefined>();
  const { awslambda } = globalThis as { awslambda?: { HttpResponseStream?: object } };
  if (awslambda?.HttpResponseStream) {
    replace(awslambda.HttpResponseStream, 'from', (original, self, args) => {
      const stream = args[0];
      if (typeof stream === 'object' && stream !== null) preludes.set(stream, tools.attempt('answer', () => answerHeaders(args[1])));
      return apply(original, self, args);
    });
  }
  return (stream, invocation) => {
    const types = noteType(stream);
    let page: StreamedPage | false | undefined;
    return (chunk, encoding) => {
      if (page === false) return;
      tools.attempt('answer', () => {
        page ??= begin(tools, invocation, preludes.get(stream), types.last);
        if (page && !page.add(chunk, encoding)) page = false;
      });
    };
  };
}

/** Remembers the type that a handler gives to a stream without a prelude. */
function noteType(stream: ResponseStream): { last: string | undefined } {
  const noted: { last: string | undefined } = { last: undefined };
  replace(stream, 'setContentType', (original, self, args) => {
    noted.last = String(args[0]).toLowerCase();
    return apply(original, self, args);
  });
  return noted;
}

function begin(tools: SinkTools, invocation: Invocation, headers: AnswerHeaders | undefined, type: string | undefined): StreamedPage | false {
  if (headers && headers.broken.length > 0) inspectHeaders(tools, invocation, headers);
  if (!isPageType(headers?.contentType ?? type)) return false;
  if (headers?.contentEncoding === undefined || headers.contentEncoding === 'identity') return new StreamedPage(tools, invocation);
  tools.notCovered('compressed pages that are streamed');
  return false;
}

class StreamedPage {
  private readonly decoder = new TextDecoder();
  private text = '';

  public constructor(private readonly tools: SinkTools, private readonly invocation: Invocation) {}

  /** False where nothing more has to be looked at. */
  public add(chunk: unknown, encoding: unknown): boolean {
    const added = this.decoder.decode(bytesOf(chunk, encoding), { stream: true });
    const recent = this.text.slice(-MAX_OVERLAP) + added;
    this.text += added;
    if (this.text.length > MAX_PAGE) {
      this.tools.notCovered('streamed pages beyond two million characters');
      return false;
    }
    const { tools, invocation } = this;
    if (structure().standingMarkup(recent, invocation.markupInputs).length > 0) inspectPage(tools, invocation, this.text);
    return true;
  }
}
