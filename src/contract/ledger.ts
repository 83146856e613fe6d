/** Key of the ledger in a function resource's `Metadata`. */
export const LEDGER_METADATA_KEY = 'cdk-serverless-guard';

/** What became of one measure on one function. */
export const LEDGER_STATES = ['set', 'kept', 'refused', 'optedOut'] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** One line of the ledger: which measure, what became of it, and why. */
export interface LedgerEntry {
  /** The measure's name, which is its file in `hardening/`: `guard-layer`, `scoped-role`, `log-retention` … */
  readonly measure: string;
  readonly state: LedgerState;
  /** Why it was kept, refused or opted out; what was set. */
  readonly reason: string;
  /** ISO 8601 date of an opt-out's end, where one was given. */
  readonly expires?: string;
}

/** The resource metadata under `LEDGER_METADATA_KEY`. */
export interface LedgerMetadata {
  readonly version: 1;
  readonly entries: readonly LedgerEntry[];
}
