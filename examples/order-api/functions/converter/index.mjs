import { exec } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(exec);

/** Unifies the line ends of uploaded order lists and puts them, compressed, into the archive. */
export async function handler(event) {
  const converted = [];
  for (const { s3 } of event.Records) {
    const key = decodeURIComponent(s3.object.key.replaceAll('+', ' '));
    const archive = `archive/${basename(key)}.gz`;
    await run(`tr -d '\\r' < "${key}" | gzip -n > "${archive}"`, { cwd: process.env.DOCUMENTS });
    const { size } = await stat(join(process.env.DOCUMENTS, archive));
    converted.push({ key, archive, size });
  }
  return { converted };
}
