import { assetOf } from './asset';
import { handlerFile } from './handler-file';
import { languageOf, type Language } from './language';
import { environmentVariable, functionProperty, inlineCode, isImage, isServerlessFunction } from '../../app-model/functions';
import type { Resource } from '../../app-model/template';
import { literalText, type Possibility } from '../../app-model/value';
import { GUARD_ENVIRONMENT, GUARD_HANDLER } from '../../contract/environment';

/** Where the code of a function is. */
export type FunctionCode =
  /** In files of the cloud assembly. */
  | { readonly kind: 'files'; readonly language: Language; readonly entry: string; readonly root: string; readonly key: string }
  /** In the template itself. */
  | { readonly kind: 'inline'; readonly language: Language; readonly text: string }
  /** Nowhere that it can be read from. */
  | { readonly kind: 'none'; readonly why: string };

/** Where the code of a function is, and which file of it Lambda loads. Reads the file system, and never throws. */
export function codeOf(fn: Resource): FunctionCode {
  if (isImage(fn)) return none('it is a container image');
  const runtime = only(functionProperty(fn, 'Runtime'));
  if (runtime === undefined) return none('the template does not tell its runtime');
  const language = languageOf(runtime);
  if (language === undefined) return none(`code of ${runtime} is not read`);
  return inline(fn, language) ?? fromAsset(fn, language);
}

function inline(fn: Resource, language: Language): FunctionCode | undefined {
  const sources = inlineCode(fn);
  if (sources.every(({ value }) => value.kind === 'absent')) return undefined;
  const text = only(sources);
  return text === undefined ? none('the template does not tell its source') : { kind: 'inline', language, text };
}

function fromAsset(fn: Resource, language: Language): FunctionCode {
  const asset = assetOf(isServerlessFunction(fn) ? functionProperty(fn, 'CodeUri', 'Key') : functionProperty(fn, 'Code', 'S3Key'), fn);
  if (asset === undefined) return none('its code is not in the cloud assembly');
  if (!asset.isFolder) return none('its code is an archive');
  const handler = handlerOf(fn);
  if (handler === undefined) return none('the template does not tell its handler');
  const entry = handlerFile(handler, asset.path, language);
  return entry === undefined ? none(`the file of its handler ${handler} is not in its code`) : { kind: 'files', language, entry, root: asset.path, key: asset.key };
}

/** The user's own handler; where the guard stands in its place, a variable holds it. */
function handlerOf(fn: Resource): string | undefined {
  const handler = only(functionProperty(fn, 'Handler'));
  return handler === GUARD_HANDLER ? only(environmentVariable(fn, GUARD_ENVIRONMENT.handler)) : handler;
}

/** The text where there is one possibility alone. */
function only(possibilities: readonly Possibility[]): string | undefined {
  const [first, ...others] = possibilities;
  return first === undefined || others.length > 0 ? undefined : literalText(first.value);
}

function none(why: string): FunctionCode {
  return { kind: 'none', why };
}
