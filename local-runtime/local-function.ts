/** The error of an invocation or of the initialisation, as the client reported it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** The stack's lines; absent where the environment, not the function, failed (time-out, exit). */
  readonly trace?: readonly string[];
}

/** What precedes the body of a streamed HTTP answer (`awslambda.HttpResponseStream.from`). */
export interface HttpPrelude {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

/** The outcome of one invocation. */
export interface InvocationResult {
  readonly requestId: string;

  /** The answer's bytes as UTF-8: JSON text, the error's JSON text, or the body of a stream without its prelude. */
  readonly payload: string;

  /** Whether the answer was streamed. A stream that broke off has `error` as well. */
  readonly streamed: boolean;

  /** Status and headers of a streamed HTTP answer, where the stream began with them. */
  readonly prelude?: HttpPrelude;

  /** Present where the function failed: thrown, not loaded, timed out, exited. */
  readonly error?: FunctionError;

  /** What the process wrote to stdout and stderr until it asked for the next event; a cold start's lines included. */
  readonly logs: string;
}

/** A function that runs in a process of its own, one invocation at a time as on Lambda. */
export interface LocalFunction {
  readonly name: string;

  /** The folder in which this function's `/opt` and temporary files are; gone after `stop()`. */
  readonly root: string;

  /**
   * Invokes the function and waits for its answer; later calls queue behind earlier ones.
   *
   * Rejects only where the local runtime itself fails; failures of the function are in `error`.
   */
  invoke(event: unknown): Promise<InvocationResult>;

  /** Ends the process and removes its folder. Safe to call twice. */
  stop(): Promise<void>;
}
