/** A folder with the code of a function: its source, or what is uploaded. */
export interface CodeFolder {
  /** Absolute. */
  readonly path: string;
  /** As reports call it: the same on every machine. */
  readonly shown: string;
}
