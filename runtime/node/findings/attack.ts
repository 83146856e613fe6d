import type { DetectorName, SinkName } from '../../../src/contract/policy';
import type { Who } from '../invocation/attribution';
import type { InputPlace } from '../invocation/place';

/** One verdict with everything a finding tells about it: where from, who, how. */
export interface Attack {
  readonly detector: DetectorName;
  readonly sink: SinkName;
  readonly operation: string;
  readonly change: string;
  /** The input that changed the sink's text, as it stood there; absent where none took part. */
  readonly input?: string;
  readonly place?: InputPlace;
  readonly notInspected?: string;
  readonly who: Who;
  readonly requestId: string;
  readonly functionArn?: string;
  readonly blocked: boolean;
}
