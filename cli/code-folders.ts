import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { TemplateFile } from './templates/read-templates';
import { functionProperty } from '../src/app-model/functions';
import type { Resource } from '../src/app-model/template';
import { literalText } from '../src/app-model/value';
import { pathBelow } from '../src/report/project-root';
import type { CodeFolder } from '../src/report/software/code-folder';

/** Where the code of a function is: in a cloud assembly by the hash of its asset, of a bare template in the folder that it names. */
export function codeFoldersOf(files: ReadonlyMap<string, TemplateFile>, root: string): (fn: Resource) => readonly CodeFolder[] {
  return fn => {
    const template = files.get(fn.template.id);
    if (template?.path === undefined) return [];
    const path = template.stack === undefined ? localFolder(fn, dirname(template.path)) : assetFolder(fn, template.stack.assets);
    if (path === undefined || !isFolder(path)) return [];
    // A template may name any folder of whoever reads it.
    const shown = pathBelow(root, path) ?? pathBelow(dirname(template.path), path);
    return shown === undefined ? [] : [{ path, shown }];
  };
}

function assetFolder(fn: Resource, assets: ReadonlyMap<string, string>): string | undefined {
  const [hash = ''] = functionProperty(fn, 'Code', 'S3Key').flatMap(({ value }) => /^[0-9a-f]{64}/.exec(literalText(value) ?? '') ?? []);
  return assets.get(hash);
}

/** As SAM and `aws cloudformation package` read it. */
function localFolder(fn: Resource, directory: string): string | undefined {
  const [place] = ['CodeUri', 'Code'].flatMap(name => functionProperty(fn, name).flatMap(({ value }) => literalText(value) ?? []));
  return place === undefined || /^\w+:\/\//.test(place) ? undefined : resolve(directory, place);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
