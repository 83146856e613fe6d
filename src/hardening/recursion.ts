import { HardeningMeasure } from '../options';
import type { Measure } from './measure';
import { lacksLambdaControls } from './partition';

const TERMINATE = 'Terminate';

/** Lambda stops a function that invokes itself through SQS, SNS, S3 or itself after 16 rounds, even if the default changes. */
export const recursion: Measure = {
  name: HardeningMeasure.RECURSION,
  apply: (target, { ledger }) => {
    const current = target.properties.RecursiveLoop;
    if (current !== undefined) return ledger.kept(recursion.name, `RecursiveLoop is ${describe(current)}`);
    if (lacksLambdaControls(target.stack)) return ledger.kept(recursion.name, 'the partition decides: the property does not exist there');
    target.setRecursiveLoop(TERMINATE);
    return ledger.set(recursion.name, `RecursiveLoop ${TERMINATE}`);
  },
};

function describe(value: unknown): string {
  return typeof value === 'string' ? value : 'an intrinsic function';
}
