import type { FunctionError, HttpPrelude, InvocationResult } from './local-function';
import type { ClientReport } from './runtime-api';

/** What an invocation came to, without its identity and its logs. */
export type Outcome = Omit<InvocationResult, 'requestId' | 'logs'>;

/** How a process ended: its exit code, or the signal that ended it. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Type of a body that starts with an HTTP prelude: JSON, then eight NUL bytes. */
const HTTP_INTEGRATION = 'application/vnd.awslambda.http-integration-response';
const PRELUDE_END = Buffer.alloc(8);

/** Reads the client's report of an answer or an error. */
export function fromReport(report: ClientReport): Outcome {
  if (report.kind !== 'response') {
    const payload = report.body.toString();
    return { payload, streamed: false, error: parseError(payload) };
  }
  const error = report.streamError === undefined ? {} : { error: parseError(report.streamError) };
  if (!report.streamed) return { payload: report.body.toString(), streamed: false, ...error };
  return { ...splitPrelude(report), streamed: true, ...error };
}

/** What Lambda answers where the function did not, in time. */
export function timedOut(requestId: string, seconds: number): Outcome {
  return failed({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  });
}

/** What Lambda answers where the process ended before it had answered. */
export function exited(requestId: string, { code, signal }: Exit): Outcome {
  const how = signal ? `signal: ${signal}` : `exit status ${code}`;
  const reason = code === 0 ? 'Runtime exited without providing a reason' : `Runtime exited with error: ${how}`;
  return failed({ errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` });
}

function failed(error: FunctionError): Outcome {
  return { payload: JSON.stringify(error), streamed: false, error };
}

function splitPrelude({ body, contentType }: ClientReport): { payload: string; prelude?: HttpPrelude } {
  if (!contentType.startsWith(HTTP_INTEGRATION)) return { payload: body.toString() };
  const end = body.indexOf(PRELUDE_END);
  if (end < 0) return { payload: body.toString() };
  return {
    payload: body.subarray(end + PRELUDE_END.length).toString(),
    prelude: JSON.parse(body.subarray(0, end).toString()) as HttpPrelude,
  };
}

function parseError(text: string): FunctionError {
  try {
    return JSON.parse(text) as FunctionError;
  } catch {
    return { errorType: 'Runtime.Unknown', errorMessage: text };
  }
}
