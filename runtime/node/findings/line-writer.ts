import { writeSync } from 'node:fs';

/** A line longer than this is split by CloudWatch Logs and is JSON no more. */
const MAX_LINE_BYTES = 256 * 1024;
const STDOUT = 1;
/** A pipe that nobody empties must not hold the function for longer than this many attempts. */
const MAX_ATTEMPTS = 50;

/** Writes one object as one raw line. */
export type WriteLine = (line: object) => void;

/**
 * Writes to the process's standard output below `console`, which the runtime client wraps: in its JSON format a metric
 * inside a message is not extracted.
 */
export const writeLine: WriteLine = line => {
  const bytes = Buffer.from(`${stringify(line)}\n`);
  if (bytes.length > MAX_LINE_BYTES) return;
  let written = 0;
  for (let attempt = 0; written < bytes.length && attempt < MAX_ATTEMPTS; attempt++) {
    written += tryWrite(bytes, written);
  }
};

const { stringify } = JSON;

function tryWrite(bytes: Buffer, offset: number): number {
  try {
    return writeSync(STDOUT, bytes, offset);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return 0;
    throw error;
  }
}
