import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { VariantName } from './variant';
import type { Verdict } from './verdicts';

/** A synthesis on its way; `done` rejects with everything it printed. */
export interface Synthesis {
  readonly done: Promise<void>;
  readonly stop: () => void;
}

/** Synthesises both variants below a folder, in a process of its own. */
export function startSynthesis(folder: string): Synthesis {
  const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'synthesise.ts'), folder], { stdio: ['ignore', 'pipe', 'pipe'] });
  const done = finished(child);
  // It may fail, or be stopped, before anybody waits for it; whoever waits still learns of it.
  done.catch(() => undefined);
  return { done, stop: () => child.kill() };
}

/** What the checks say about a synthesised variant. */
export function readVerdicts(folder: string, variant: VariantName): Verdict[] {
  return JSON.parse(readFileSync(join(folder, variant, 'verdicts.json'), 'utf8')) as Verdict[];
}

async function finished(child: ChildProcess): Promise<void> {
  const output: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => {
      if (code === 0) resolve();
      else reject(new Error(`the example could not be synthesised:\n${Buffer.concat(output).toString()}`));
    });
  });
}
