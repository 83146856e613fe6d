import { DETECTOR_WEAKNESS } from '../../../src/contract/finding';
import type { DetectorName } from '../../../src/contract/policy';

/** What a refused operation throws, rejects with, or hands to its callback. It says nothing of the input. */
export class BlockedOperationError extends Error {
  public override readonly name = 'BlockedOperationError';
  public readonly code = 'ERR_SERVERLESS_GUARD_BLOCKED';

  public constructor(public readonly detector: DetectorName, public readonly operation: string, public readonly requestId: string) {
    const { title, cwe } = DETECTOR_WEAKNESS[detector];
    super(`${operation} refused: input of the event changed its structure (${title}, ${cwe}), expected data only; `
      + `the finding of request ${requestId} says which input`);
  }
}
