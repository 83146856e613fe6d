/** One statement about a guarded function; throws where it does not hold. */
export interface Check {
  readonly name: string;
  run(): Promise<void>;
}

export const check = (name: string, run: () => Promise<void>): Check => ({ name, run });
