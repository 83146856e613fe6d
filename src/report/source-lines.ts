import type { SourceLocation } from './finding';
import { pathBelow } from './project-root';

/** The metadata key under which CDK keeps the stack trace of an L1's making, unless it was told not to (`CDK_DISABLE_STACK_TRACE`). */
export const CREATION_STACK = 'aws:cdk:creationStack';

/** A line of such a trace: `new Shop (/app/lib/shop.ts:12:5)`. Frames of libraries are summed up in another form. */
const FRAME = /\((.*):(\d+):(\d+)\)$/;

/** Code that is not the app's, where CDK did not sum it up. */
const FOREIGN = /(?:^node:|node_modules[\\/]|^internal\/)/;

/** The first line of the app's own source in a trace. */
export function sourceIn(trace: unknown, root: string): SourceLocation | undefined {
  if (!Array.isArray(trace)) return undefined;
  for (const frame of trace) {
    const [, file, line, column] = FRAME.exec(String(frame).trim()) ?? [];
    if (file !== undefined && !FOREIGN.test(file)) return { file: pathBelow(root, file) ?? file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
