import type { IConstruct } from 'constructs';
import type { SourceLocation } from '../finding';

/** A line of a stack trace of V8: `at new Shop (/app/lib/shop.ts:12:5)`. */
const FRAME = /^(?:at )?(?:.*? \()?(.*?):(\d+):(\d+)\)?$/;

/** Code that is not the app's. */
const FOREIGN = /(?:^node:|node_modules[\\/]|^internal\/)/;

/**
 * The line of the app's source that made a construct, where CDK kept a trace: with `CDK_DEBUG=true`, or by itself since it does.
 *
 * An L1 is made by its L2, whose trace passes through the app as well.
 */
export function sourceOf(construct: IConstruct, directory: string): SourceLocation | undefined {
  for (const { trace } of construct.node.metadata) {
    const [line] = (trace ?? []).flatMap(frame => frameOf(frame, directory));
    if (line !== undefined) return line;
  }
  return undefined;
}

function frameOf(frame: string, directory: string): readonly SourceLocation[] {
  const [, file, line, column] = FRAME.exec(frame.trim()) ?? [];
  if (file === undefined || FOREIGN.test(file)) return [];
  const prefix = `${directory}/`;
  return [{ file: file.startsWith(prefix) ? file.slice(prefix.length) : file, line: Number(line), column: Number(column) }];
}
