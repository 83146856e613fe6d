import { asRecord, type Unknowns } from '../invocation/read';

/** An HTTP answer in the form of the event source. */
export interface HttpRefusal {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

const FORBIDDEN = 403;
const CONTENT_TYPE = 'content-type';
const JSON_TYPE = 'application/json';

/**
 * The answer of a refused request, for sources that have a caller who waits for HTTP.
 *
 * Elsewhere there is none: the invocation has to fail, and the source decides on retries.
 *
 * @param trigger - the source's name, as the finding prints it
 */
export function refusalFor(trigger: string, event: unknown, requestId: string): HttpRefusal | undefined {
  const shape = SHAPES.get(trigger);
  return shape?.({ statusCode: FORBIDDEN, body: refusalBody(requestId), isBase64Encoded: false }, asRecord(event));
}

/** Tells the caller nothing but the number under which the finding is kept. */
function refusalBody(requestId: string): string {
  return JSON.stringify({ message: 'Forbidden', requestId });
}

type Common = Pick<HttpRefusal, 'statusCode' | 'body' | 'isBase64Encoded'>;
type Shape = (common: Common, event: Unknowns) => HttpRefusal;

const withHeaders: Shape = common => ({ ...common, headers: { [CONTENT_TYPE]: JSON_TYPE } });

/** A target group with multi-value headers switched on sends them, and reads no others. */
const loadBalancer: Shape = (common, event) => {
  const answer = { ...common, statusDescription: '403 Forbidden' };
  if (Object.hasOwn(event, 'multiValueHeaders')) return { ...answer, multiValueHeaders: { [CONTENT_TYPE]: [JSON_TYPE] } };
  return { ...answer, headers: { [CONTENT_TYPE]: JSON_TYPE } };
};

/** A Map, so that no name finds what `Object.prototype` holds. */
const SHAPES: ReadonlyMap<string, Shape> = new Map([
  ['apigateway', withHeaders],
  ['apigatewayv2', withHeaders],
  ['function-url', withHeaders],
  ['alb', loadBalancer],
]);
