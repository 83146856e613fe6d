import type { TriggerName } from '../../../../src/contract/policy';
import type { Who } from '../attribution';
import type { Unknowns } from '../read';

/** What an event tells of who sent it and where to. */
export type Sender = Omit<Who, 'trigger'>;

/** One event source: who sent the event, or undefined where the event is not of this source. */
export interface EventSource {
  readonly name: TriggerName;
  /** @param inputPath - where the input in question stands: in a batch it tells the record */
  read(event: Unknowns, inputPath: string): Sender | undefined;
}
