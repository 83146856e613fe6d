import type { Decoded } from './decode';

/** Where an input stands in the event. */
export interface InputPlace {
  /** JSONPath; `~` at its end means the property's name. */
  readonly path: string;
  /** The decoders that were applied, outermost first. */
  readonly decoders: readonly string[];
}

/** One step of the way to a value: into an object, a list, or what decoders found in a text. */
export interface Step {
  /** Names of an object's properties, each of which takes two steps, its name and its value; undefined for a list. */
  keys: readonly string[] | undefined;
  decoded: readonly Decoded[] | undefined;
  at: number;
}

/**
 * The place to which steps lead.
 *
 * @param root - `$`, or `$..` for a value somewhere below it
 */
export function placeOf(steps: readonly Step[], root: string): InputPlace {
  const decoders: string[] = [];
  const path = steps.map(({ keys, decoded, at }) => {
    if (decoded) {
      decoders.push(decoded[at].decoder);
      return '';
    }
    /* A list as a whole has no index. */
    if (!keys) return at < 0 ? '' : `[${at}]`;
    /* A name is the last step, or decoded text was found in it. */
    return segment(keys[Math.floor(at / 2)]) + (at % 2 === 0 ? '~' : '');
  });
  return { path: root + path.join(''), decoders };
}

const PLAIN_NAME = /^[A-Za-z_]\w*$/;

function segment(key: string): string {
  return PLAIN_NAME.test(key) ? `.${key}` : `['${key.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;
}
