import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startFunction, type FunctionOptions, type InvocationResult, type LocalFunction } from '../../local-runtime';

/** Files by their path in a folder. */
export type Files = Readonly<Record<string, string>>;

const folders: string[] = [];
const functions: LocalFunction[] = [];

/** Writes files into a new folder, which `cleanUp` removes. */
export function folderWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'function-under-test-'));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

/** Starts a function, which `cleanUp` stops. */
export async function start(options: FunctionOptions): Promise<LocalFunction> {
  const started = await startFunction({ timeoutSeconds: 20, ...options });
  functions.push(started);
  return started;
}

/** Starts a function of these files and invokes it once. */
export async function invokeOnce(files: Files, handler: string, event: unknown = {}, options: Partial<FunctionOptions> = {}): Promise<InvocationResult> {
  return (await start({ code: folderWith(files), handler, ...options })).invoke(event);
}

export async function cleanUp(): Promise<void> {
  await Promise.all(functions.splice(0).map(async started => started.stop()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
