/** What the Runtime API is told of a failure. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** An error of the runtime itself, named as AWS names it, such as `Runtime.HandlerNotFound`. */
export function runtimeError(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  // A stack's first line is fixed when the error is made; the real client's carries the name.
  error.stack = error.stack?.replace(/^Error/, name);
  return error;
}

/** The failure as the Runtime API takes it; anything can be thrown. */
export function errorPayload(error: unknown): ErrorPayload {
  if (!isError(error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

/** The failure as the text log prints it: own properties included, the stack last. */
export function errorForLog(error: unknown): Record<string, unknown> {
  if (!isError(error)) return errorForLog(new Error(String(error)));
  const { name, message, stack, ...own } = error as Error & Record<string, unknown>;
  return { errorType: name, errorMessage: message, ...own, stack: (stack ?? '').split('\n') };
}

function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
