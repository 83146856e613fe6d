import type { Inspect } from './verdict';

/** Prepares a command line as `sh -c` receives it, then tells what an input changed in it. */
export function inspectShell(_command: string): Inspect {
  throw new Error('the shell detector is being written: expected in the next commit');
}
