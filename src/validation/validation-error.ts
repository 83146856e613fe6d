/** Options that cannot be followed, found before anything was made of them. */
export class ValidationError extends Error {
  public override readonly name = 'ValidationError';

  /** @param owner The construct's path, or what the options belong to. */
  public constructor(owner: string, problems: readonly string[]) {
    super(`bad options of ${owner}: ${problems.join('; ')}`);
  }
}
