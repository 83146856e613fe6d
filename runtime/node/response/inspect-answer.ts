import { answerHeaders, type AnswerHeaders } from './answer-headers';
import type { Invocation } from '../invocation/invocation';
import { asRecord } from '../invocation/read';
import { inspection } from '../lazy-inspection';
import { structure } from '../lazy-structure';
import type { SinkTools } from '../sinks/sink';

/** Types that browsers show as documents with scripts. */
const PAGE_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml|image\/svg\+xml|text\/xml|application\/xml)\b/;
/** Types that tell browsers nothing, so that they look at the body. */
const NO_TYPE = /^\s*(?:$|[^/]*$|\*\/\*|(?:application|unknown)\/unknown)/;
const LOOKS_LIKE_PAGE = /^\s*<(?:!|[a-z])/i;

/** Judges what a handler answered before it leaves. Headers of an answer are read, and nothing more where it is no page. */
export function inspectAnswer(tools: SinkTools, invocation: Invocation, answer: unknown): void {
  const headers = answerHeaders(answer);
  if (!headers) return;
  const { contentType, contentEncoding } = headers;
  const isPage = contentType !== undefined && (PAGE_TYPE.test(contentType) || NO_TYPE.test(contentType));
  if ((!isPage && headers.broken.length === 0) || !invocation.refusal()) return;
  inspectHeaders(tools, invocation, headers);
  const page = isPage ? structure().pageOf(asRecord(answer), contentEncoding) : undefined;
  if (page !== undefined && (PAGE_TYPE.test(contentType ?? '') || LOOKS_LIKE_PAGE.test(page))) inspectPage(tools, invocation, page);
}

/** Headers in which an input began a line. */
export function inspectHeaders({ judge }: SinkTools, only: Invocation, { broken }: AnswerHeaders): void {
  for (const text of broken) judge({ sink: 'answer', detector: 'crlf', operation: 'response headers', text, only, prepare: header => structure().inspectBreaks(header) });
}

export function inspectPage({ judge }: SinkTools, only: Invocation, page: string): void {
  judge({
    sink: 'answer',
    detector: 'xss',
    operation: 'response body',
    text: page,
    only,
    inputs: invocation => structure().standingMarkup(page, invocation.markupInputs),
    prepare: text => structure().inspectHtml(text, (script, kind) => inspection().inspectScript(script, kind)),
  });
}

/** Whether a type is that of a page. */
export function isPageType(contentType: string | undefined): boolean {
  return contentType !== undefined && PAGE_TYPE.test(contentType);
}
