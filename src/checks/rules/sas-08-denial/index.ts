import { recursiveLoopAllowed } from './recursive-loop-allowed';
import type { Rule } from '../../rule';

/** SAS-8: Denial of service and wallet. */
export const DENIAL: readonly Rule[] = [
  recursiveLoopAllowed,
];
