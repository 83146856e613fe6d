/** What an input changed in a sink's text; absent when it changed nothing. */
export interface Verdict {
  /** The token, node or directory level that the input changed, in words for a finding. */
  readonly change: string;
}

/**
 * Asks what one input changed in a text that was prepared once.
 *
 * The input is one decoded value of the event. Cost is linear in the input and the text.
 */
export type Inspect = (input: string) => Verdict | undefined;
