import type { FunctionFacts } from '../findings/finding-line';

/** What the guard of a Worker is told. */
export interface WorkerSettings {
  readonly mode: string | undefined;
  /** The policy's JSON. */
  readonly policy: string | undefined;
  readonly facts: FunctionFacts;
  readonly taskRoot: string | undefined;
  /** Whether an event was being handled when the Worker was started. */
  readonly isInvoked: boolean;
}

/** Where it stands among Node's data for Workers. */
export const WORKER_SETTINGS = 'serverless-guard';
