/**
 * Removes the guard's lines from the stack of an error on its way to the runtime client, which shows it to the user.
 *
 * @param folder - where the guard's files are
 */
export function hideOwnFrames(error: unknown, folder: string = __dirname): unknown {
  try {
    if (error instanceof Error && typeof error.stack === 'string' && error.stack.includes(folder)) {
      error.stack = error.stack.split('\n').filter(line => !(FRAME.test(line) && line.includes(`${folder}/`))).join('\n');
    }
  } catch {
    /* A frozen error, or one whose stack throws: it is shown as it is. */
  }
  return error;
}

const FRAME = /^\s+at /;
