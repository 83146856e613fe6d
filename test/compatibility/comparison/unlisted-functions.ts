import { FUNCTION_TYPES, entriesOf } from './template';
import type { Template } from './template';
import { LEDGER_METADATA_KEY } from '../../../src/contract/ledger';

/** Functions that are neither hardened nor listed with a reason. */
export function unlistedFunctions(template: Template): string[] {
  return Object.entries(template.Resources)
    .filter(([, { Type, Metadata }]) => FUNCTION_TYPES.has(Type) && !isLedger(entriesOf(Metadata)[LEDGER_METADATA_KEY]))
    .map(([id]) => `${id} has no ledger`);
}

function isLedger(value: unknown): boolean {
  const { entries } = entriesOf(value);
  return Array.isArray(entries) && entries.length > 0 && entries.every(entry => /\w/.test(String(entriesOf(entry).reason ?? '')));
}
