process.env.CDK_VALIDATION = 'false';

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Stack, type AppProps } from 'aws-cdk-lib';
import { AppModel } from '../../../src/app-model/app-model';
import { readConstructTree } from '../../../src/app-model/read-construct-tree';
import type { Resource } from '../../../src/app-model/template';
import { display } from '../../../src/app-model/value';
import type { Permission } from '../../../src/roles/resolve/resolve';

const folders: string[] = [];

/** Removes what the tests of a file have written. */
export function removeFolders(): void {
  folders.splice(0).forEach(folder => rmSync(folder, { recursive: true }));
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'roles-needs-'));
  folders.push(folder);
  return folder;
}

/** A folder with the code of a function. */
export function codeFolder(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** The model of an app that is built, synthesised and read. */
export function modelOf(build: (stack: Stack, app: App) => void, props: AppProps = {}): AppModel {
  const app = new App({ outdir: temporaryFolder(), analyticsReporting: false, ...props });
  build(new Stack(app, 'S'), app);
  app.synth();
  return AppModel.of(readConstructTree(app));
}

/** The resource of a construct path. */
export function resourceAt(model: AppModel, path: string): Resource {
  const found = [...model.resources].find(({ constructPath }) => constructPath === path);
  if (found === undefined) throw new Error(`there is no resource ${path}`);
  return found;
}

/** A permission as a line, without the hashes of logical ids. */
export function shown({ action, resource, condition }: Permission): string {
  const text = [
    action,
    resource === '*' ? '*' : display({ kind: 'text', parts: resource }),
    ...condition === undefined ? [] : [`${condition.key}=${display({ kind: 'text', parts: condition.value })}`],
  ].join(' ');
  return text.replace(/([A-Z][a-z]+)[0-9A-F]{8}/g, '$1');
}
