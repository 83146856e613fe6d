import { debuggerEnabled } from './debugger-enabled';
import type { Rule } from '../../rule';

/** SAS-10: Improper exception handling. */
export const EXCEPTIONS: readonly Rule[] = [
  debuggerEnabled,
];
