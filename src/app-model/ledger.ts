import { asObject, own, type JsonObject } from './json';
import type { Resource } from './template';
import { LEDGER_METADATA_KEY, LEDGER_STATES, type LedgerEntry } from '../contract/ledger';

/** What this library wrote about a function: which measure was set, kept, refused or opted out of, and why. */
export function ledgerEntries(resource: Resource): readonly LedgerEntry[] {
  return readLedger(asObject(own(asObject(resource.metadata), LEDGER_METADATA_KEY)));
}

/** The entries of a ledger, wherever it was written. */
export function readLedger(ledger: JsonObject): readonly LedgerEntry[] {
  return Array.isArray(ledger.entries) ? ledger.entries.flatMap(entry => readEntry(asObject(entry))) : [];
}

function readEntry({ measure, state, reason, expires }: Readonly<Record<string, unknown>>): readonly LedgerEntry[] {
  const known = LEDGER_STATES.find(name => name === state);
  if (typeof measure !== 'string' || typeof reason !== 'string' || known === undefined) return [];
  return [{ measure, state: known, reason, ...(typeof expires === 'string' ? { expires } : {}) }];
}

/** The opt-out from a measure that holds on a day. */
export function optOut(resource: Resource, measure: string, today: string): LedgerEntry | undefined {
  return ledgerEntries(resource).find(entry => entry.measure === measure && entry.state === 'optedOut' && (entry.expires ?? '9999') > today);
}
