import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { asObject, isObject } from '../../app-model/json';
import type { Resource, Template } from '../../app-model/template';
import { literalText, type Possibility } from '../../app-model/value';

/** The files that a resource is deployed with, as they lie in the cloud assembly. */
export interface Asset {
  /** What the bucket is asked for: it changes with the content. */
  readonly key: string;
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * The asset behind the key of a bucket's object: what CDK noted on the resource, what the stack's manifest names, or what
 * CDK staged under the key's hash, where no manifest is written yet. `undefined` where it is not there.
 */
export function assetOf(key: readonly Possibility[], { metadata, template }: Resource): Asset | undefined {
  const [only, ...others] = key;
  const text = only === undefined || others.length > 0 ? undefined : literalText(only.value);
  const file = outermost(template).file;
  if (file === undefined) return undefined;
  const noted = asObject(metadata)['aws:asset:path'];
  const paths = [
    ...typeof noted === 'string' ? [within(dirname(template.file ?? file), noted)] : [],
    ...text === undefined ? [] : [...manifested(file, text), ...staged(file, text)],
  ];
  for (const path of paths) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found !== undefined) return { key: text ?? basename(path), path, isFolder: found.isDirectory() };
  }
  return undefined;
}

/** Nested stacks have no manifest of their own. */
function outermost(template: Template): Template {
  let outer = template;
  while (outer.parent !== undefined) outer = outer.parent.template;
  return outer;
}

function manifested(templateFile: string, key: string): readonly string[] {
  const file = templateFile.replace(/\.template\.json$/, '.assets.json');
  const path = file === templateFile ? undefined : manifestOf(file).get(key);
  return path === undefined ? [] : [within(dirname(file), path)];
}

/** The files of a manifest by the keys that they are uploaded under. */
function manifestOf(file: string): ReadonlyMap<string, string> {
  const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  const known = manifests.get(file);
  if (time === undefined) return new Map();
  if (known?.time === time) return known.paths;
  const paths = readManifest(file);
  manifests.set(file, { time, paths });
  return paths;
}

/** Hundreds of functions stand in one. */
const manifests = new Map<string, { readonly time: number; readonly paths: ReadonlyMap<string, string> }>();

function readManifest(file: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const asset of Object.values(asObject(parsed(file).files))) {
    const { source, destinations } = asObject(asset);
    const { path } = asObject(source);
    if (typeof path !== 'string') continue;
    for (const destination of Object.values(asObject(destinations))) {
      const { objectKey } = asObject(destination);
      if (typeof objectKey === 'string') paths.set(objectKey, path);
    }
  }
  return paths;
}

function parsed(file: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(body) ? body : {};
  } catch {
    // Whoever wrote it tells what is wrong with it.
    return {};
  }
}

/** `asset.<hash>` in the assembly of the app, which those of its stages lie in. */
function staged(templateFile: string, key: string): readonly string[] {
  const [, hash, extension = ''] = /([0-9a-f]{64})(\.\w+)?$/.exec(key) ?? [];
  return hash === undefined ? [] : assemblies(templateFile).flatMap(folder => [join(folder, `asset.${hash}`), join(folder, `asset.${hash}${extension}`)]);
}

function assemblies(templateFile: string): readonly string[] {
  const folders = [dirname(templateFile)];
  for (let folder = dirname(templateFile); basename(folder).startsWith('assembly-'); folder = dirname(folder)) folders.push(dirname(folder));
  return folders;
}

function within(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}
