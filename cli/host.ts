/** What the command sees of the process that runs it. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The version of this package. */
  readonly version: string;
  /** The folder of this package. */
  readonly packageRoot: string;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** The columns of the terminal. @default - not known */
  readonly columns?: number;
  out(text: string): void;
  err(text: string): void;
}

/** What every command ends with. */
export const EXIT = {
  /** Judged, and nothing found that fails. */
  clean: 0,
  /** Findings that fail, by `--fail-on`. */
  findings: 1,
  /** Misuse, or a file that could not be judged or written: there is no whole verdict. */
  unusable: 2,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Why a command stops, in words for whoever ran it. */
export class Failure extends Error {}

/** A failure that the help would have prevented. */
export class Misuse extends Failure {}
