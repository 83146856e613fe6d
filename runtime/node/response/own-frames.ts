/** Removes the guard's lines from the stack of an error on its way to the runtime client, which shows it to the user. */
export function hideOwnFrames(error: unknown): unknown {
  try {
    if (error instanceof Error && typeof error.stack === 'string' && error.stack.includes(OWN_FOLDER)) {
      error.stack = error.stack.split('\n').filter(line => !isOwnFrame(line)).join('\n');
    }
  } catch {
    /* A frozen error, or one whose stack throws: it is shown as it is. */
  }
  return error;
}

const OWN_FOLDER = `${__dirname}/`;

function isOwnFrame(line: string): boolean {
  return /^\s+at /.test(line) && line.includes(OWN_FOLDER);
}
