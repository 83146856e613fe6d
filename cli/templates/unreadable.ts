/** Why a file cannot be judged, in words for its author. */
export class Unreadable extends Error {
  /**
   * @param message what is wrong, what was expected, and the cure where there is one
   * @param line where, from 1
   */
  constructor(message: string, public readonly line?: number) {
    super(message);
  }
}
