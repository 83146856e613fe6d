import type { Who } from '../invocation/attribution';
import type { InFlight } from '../invocation/in-flight';

/** For whom something is done that no input asked for. */
export interface OnBehalf {
  readonly who: Who;
  readonly requestId: string;
  readonly functionArn: string | undefined;
}

/** Before and between invocations a module, or what it left running, does things by itself. */
export const NOBODY: OnBehalf = { who: { trigger: 'none' }, requestId: '', functionArn: undefined };

/** The invocation that began last. */
export function onBehalf({ current }: InFlight): OnBehalf {
  const invocation = current().at(-1);
  if (!invocation) return NOBODY;
  const { requestId, functionArn } = invocation;
  return { who: invocation.who(), requestId, functionArn };
}
