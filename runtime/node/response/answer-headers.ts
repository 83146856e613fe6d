import { asRecord, type Unknowns } from '../invocation/read';

/** What of an answer's headers has to be looked at. */
export interface AnswerHeaders {
  /** Lower case; undefined where there is none. */
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  /** Headers and cookies whose names or values hold a line break, as one text each. */
  readonly broken: readonly string[];
}

const { keys, hasOwn } = Object;
const LINE_BREAK = /[\r\n]/;
const CONTENT_TYPE = 'content-type';
const CONTENT_ENCODING = 'content-encoding';
const NONE: readonly string[] = [];

/** Reads the headers of an answer in the forms of API Gateway, function URLs and load balancers; undefined where it has none. */
export function answerHeaders(answer: unknown): AnswerHeaders | undefined {
  const record = asRecord(answer);
  const reading = new Reading();
  for (const name of ['headers', 'multiValueHeaders', 'cookies']) {
    if (hasOwn(record, name)) reading.add(asRecord(record[name]));
  }
  return reading.count === 0 ? undefined : reading;
}

class Reading implements AnswerHeaders {
  public count = 0;
  public contentType: string | undefined = undefined;
  public contentEncoding: string | undefined = undefined;
  public broken: readonly string[] = NONE;

  public add(headers: Unknowns): void {
    const names = keys(headers);
    for (let index = 0; index < names.length; index++) this.addHeader(names[index], headers[names[index]]);
  }

  private addHeader(name: string, value: unknown): void {
    this.count++;
    const text = typeof value === 'string' ? value : String(value);
    const lower = name.length === CONTENT_TYPE.length || name.length === CONTENT_ENCODING.length ? name.toLowerCase() : '';
    if (lower === CONTENT_TYPE) this.contentType = text.toLowerCase();
    if (lower === CONTENT_ENCODING) this.contentEncoding = text.toLowerCase();
    if (LINE_BREAK.test(text) || LINE_BREAK.test(name)) this.broken = [...this.broken, `${name}: ${text}`];
  }
}
