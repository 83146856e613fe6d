/** How console output of a function is written: Lambda's `LoggingConfig`. */
export interface LoggingOptions {
  /** @default 'Text' */
  readonly format?: 'Text' | 'JSON';
  /**
   * Least level that is written; only with the format `JSON`, as on Lambda.
   *
   * @default 'INFO'
   */
  readonly level?: 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
}

/** A program that polls the Runtime API: Node's arguments that start it. */
export interface RuntimeClient {
  /** What Node is started with, such as the path of a client's main module. */
  readonly args: readonly string[];
}

/** Code that stands in the template itself (`Code.ZipFile`); it becomes `index.js`. */
export interface InlineCode {
  readonly inline: string;
}

/** What a function consists of; names as in `AWS::Lambda::Function`. */
export interface FunctionOptions {
  /** Folder of the function's code, which becomes `LAMBDA_TASK_ROOT` and stays where it is; or the code itself. */
  readonly code: string | InlineCode;

  /** `module.export`, relative to the code or absolute below `/opt` or `/var/task`. */
  readonly handler: string;

  /** @default 'local-function' */
  readonly name?: string;

  /**
   * The function's variables. The prefixes `/opt` and `/var/task` in values are rewritten to the private places.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;

  /**
   * Folders with the layers' contents, in the function's order: a later one overwrites an earlier one.
   *
   * @default - none
   */
  readonly layers?: readonly string[];

  /**
   * Seconds after which an invocation is ended, and its process with it.
   *
   * @default 3 - as on Lambda
   */
  readonly timeoutSeconds?: number;

  /** @default 128 MiB, as on Lambda; told to the function, not enforced */
  readonly memoryMiB?: number;

  /** @default - text, as on Lambda */
  readonly logging?: LoggingOptions;

  /** @default 'eu-central-1' */
  readonly region?: string;

  /**
   * The Node binary that runs the function.
   *
   * @default - the one that runs this program
   */
  readonly node?: string;

  /**
   * The runtime client.
   *
   * @default - the one of this folder, with the loader semantics of the real one
   */
  readonly client?: RuntimeClient;
}
