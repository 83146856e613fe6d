import { DETECTOR_WEAKNESS } from '../../../src/contract/finding';
import { BEHAVIOURS, type DetectorName } from '../../../src/contract/policy';

const UNDECLARED: ReadonlyMap<DetectorName, string> = new Map<DetectorName, string>([
  ['egress', 'the function did not declare its destination'],
  ['provenance', 'the function did not declare the source of its event'],
  ['screening', 'a value of its event is written like an attack'],
  ['limits', 'its event is beyond a limit that the function declared'],
  ...BEHAVIOURS.map(name => [name, 'the function declared that it never does this'] as const),
]);

/** What a refused operation throws, rejects with, or hands to its callback. It says nothing of the input. */
export class BlockedOperationError extends Error {
  public override readonly name = 'BlockedOperationError';
  public readonly code = 'ERR_SERVERLESS_GUARD_BLOCKED';

  public constructor(public readonly detector: DetectorName, public readonly operation: string, public readonly requestId: string) {
    const { title, cwe } = DETECTOR_WEAKNESS[detector];
    const why = UNDECLARED.get(detector) ?? 'input of the event changed its structure, expected data only';
    super(`${operation} refused: ${why} (${title}, ${cwe}); the finding of request ${requestId} says more`);
  }

  /** The AWS SDK 2 marks every error of a connection as worth a retry, by assignment: a refusal is none. */
  public get retryable(): boolean {
    return false;
  }

  public set retryable(_isRetryable: boolean) {
    /* It stays what it is. */
  }
}
