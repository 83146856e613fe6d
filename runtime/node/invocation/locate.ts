import { walk, type DecodingBounds, type Found, type Step } from './walk';

/** Where an input stands in the event. */
export interface InputPlace {
  /** JSONPath; `~` at its end means the property's name. */
  readonly path: string;
  /** The decoders that were applied, outermost first. */
  readonly decoders: readonly string[];
}

/** Finds the place of an input again. Walks anew: places are only needed for a finding, never to look for one. */
export function locate(event: unknown, input: string, bounds?: DecodingBounds): InputPlace {
  let place: InputPlace | undefined;
  walk(event, found => {
    if (found.text !== input) return false;
    const candidate = placeOf(found);
    if (place === undefined || candidate.decoders.length < place.decoders.length) place = candidate;
    return place.decoders.length === 0;
  }, bounds);
  return place ?? { path: '$', decoders: [] };
}

function placeOf({ holder, key, isKey }: Found): InputPlace {
  const decoders: string[] = [];
  let path = key === undefined ? '' : segment(key) + (isKey ? '~' : '');
  for (let step: Step | undefined = holder; step; step = step.parent) {
    if (step.decoder !== undefined) decoders.unshift(step.decoder);
    if (step.key !== undefined) path = segment(step.key) + path;
  }
  return { path: `$${path}`, decoders };
}

const PLAIN_NAME = /^[A-Za-z_]\w*$/;

function segment(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return PLAIN_NAME.test(key) ? `.${key}` : `['${key.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
}
