import { statSync } from 'node:fs';
import { join } from 'node:path';
import { assetOf } from './asset';
import { environmentVariable, layers, layerLists } from '../../app-model/functions';
import { isGuardLayer, loadsGuard } from '../../app-model/guard';
import { property } from '../../app-model/property';
import type { Resource } from '../../app-model/template';
import { display, literalText, skeleton, type Possibility, type Value } from '../../app-model/value';
import { guardFile } from '../../contract/environment';
import { isKnownLayer } from '../configuration/extensions';

/** Node's options by which code runs that no handler imports. */
const PRELOADS = /(^|\s)(-r|--require|--import|--loader|--experimental-loader)(\s|=)/;

/** What runs beside a function's code or before it, by its role, and is not read. */
export function unreadBeside(fn: Resource): readonly string[] {
  const lists = layerLists(fn).some(({ value }) => value.kind !== 'list' && value.kind !== 'absent') ? ['the template does not tell its layers'] : [];
  return [...lists, ...layers(fn).flatMap(layer => unreadLayer(layer)), ...wrappers(fn)];
}

function unreadLayer({ value }: Possibility): readonly string[] {
  if (isGuardLayer(value) || isKnownLayer(skeleton(value)) || isOwnWithoutExtension(value)) return [];
  return [`the layer ${display(value)} may run an extension`];
}

/** A layer of the app whose files are here; what code imports of it is another matter. */
function isOwnWithoutExtension(value: Value): boolean {
  if (value.kind !== 'reference') return false;
  const { resource } = value;
  const asset = assetOf(property(resource, 'Content', 'S3Key'), resource);
  return asset !== undefined && asset.isFolder && statSync(join(asset.path, 'extensions'), { throwIfNoEntry: false }) === undefined;
}

function wrappers(fn: Resource): readonly string[] {
  const wrapper = environmentVariable(fn, 'AWS_LAMBDA_EXEC_WRAPPER').filter(({ value }) => value.kind !== 'absent' && literalText(value) !== guardFile('execWrapper'));
  const options = environmentVariable(fn, 'NODE_OPTIONS').filter(({ value }) => value.kind !== 'absent' && preloadsMore(value));
  return [
    ...wrapper.map(({ value }) => `the wrapper ${display(value)} starts it`),
    ...options.map(() => 'NODE_OPTIONS loads more than its handler'),
  ];
}

function preloadsMore(value: Value): boolean {
  const text = skeleton(value) ?? '';
  const others = loadsGuard(value) ? text.replace(`--require ${guardFile('preload')}`, '') : text;
  return text === '' || others.includes('\uFFFC') || PRELOADS.test(others);
}
