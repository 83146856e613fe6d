import type { IConstruct } from 'constructs';
import type { SourceLocation } from '../finding';

/** Where CDK keeps the stack trace of an L1's making, unless it was told not to (`CDK_DISABLE_STACK_TRACE`). */
const CREATION_STACK = 'aws:cdk:creationStack';

/** A line of such a trace: `new Shop (/app/lib/shop.ts:12:5)`. Frames of libraries are summed up in another form. */
const FRAME = /\((.*):(\d+):(\d+)\)$/;

/** Code that is not the app's, where CDK did not sum it up. */
const FOREIGN = /(?:^node:|node_modules[\\/]|^internal\/)/;

/** The line of the app's source that made a construct. */
export function sourceOf({ node }: IConstruct, directory: string): SourceLocation | undefined {
  const trace: unknown = node.metadata.find(({ type }) => type === CREATION_STACK)?.data;
  if (!Array.isArray(trace)) return undefined;
  const [found] = trace.flatMap(frame => locationIn(String(frame), directory));
  return found;
}

function locationIn(frame: string, directory: string): readonly SourceLocation[] {
  const [, file, line, column] = FRAME.exec(frame.trim()) ?? [];
  if (file === undefined || FOREIGN.test(file)) return [];
  const prefix = `${directory}/`;
  return [{ file: file.startsWith(prefix) ? file.slice(prefix.length) : file, line: Number(line), column: Number(column) }];
}
