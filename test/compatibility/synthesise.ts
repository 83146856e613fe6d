import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import type { AppCase } from './app-case';
import { readErrors, readTemplates } from './comparison/read-assembly';
import type { Synthesis } from './comparison/template';
import { ServerlessGuard } from '../../src';
import type { ServerlessGuardOptions } from '../../src';

/** Where the one line stands that protects the app: nowhere, right after `new App()`, or before `app.synth()`. */
export type Protection = 'none' | 'first' | 'last';

/** Synthesises an app the way `cdk synth` does, and reads what came of it. */
export function synthesise(appCase: AppCase, protection: Protection, context: Record<string, unknown>, options: ServerlessGuardOptions = {}): Synthesis {
  const { build, props = {}, finish = app => void app.synth() } = appCase;
  const outdir = mkdtempSync(join(tmpdir(), 'compatibility-'));
  const exitCode = process.exitCode;
  process.exitCode = undefined;
  try {
    const app = new App({ analyticsReporting: false, ...props, outdir, context: { ...context, ...props.context } });
    if (protection === 'first') ServerlessGuard.protect(app, options);
    build(app);
    if (protection === 'last') ServerlessGuard.protect(app, options);
    finish(app);
    return { templates: readTemplates(outdir), errors: readErrors(outdir), exitCode: Number(process.exitCode ?? 0) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  } finally {
    process.exitCode = exitCode;
    rmSync(outdir, { recursive: true });
  }
}
