import type { GuardMode } from '../../../src/contract/policy';

/**
 * The function's mode from the kill switch's variable.
 *
 * Absent or unknown text means `block`: a typing error must not switch protection off silently.
 */
export function readMode(text: string | undefined): GuardMode {
  const mode = text?.trim().toLowerCase();
  return mode === 'off' || mode === 'report' ? mode : 'block';
}
