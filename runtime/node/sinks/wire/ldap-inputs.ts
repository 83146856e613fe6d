import type { InputIndex } from '../../invocation/input-index';
import type { Invocation } from '../../invocation/invocation';
import { structure } from '../../lazy-structure';

/** Headers such as `Accept` hold what means something in a filter, and no app looks for it. */
const HEADER = /^\$\.(?:multiValueH|h)eaders\b/;

const ESCAPE = /\\[0-9a-f]{2}/i;

/** Inputs that hold escapes of filters: clients take them away, so that little of such an input may stand in a filter as it came. */
export function escapedInputs(inputs: InputIndex): readonly string[] {
  return inputs.texts.filter(text => ESCAPE.test(text));
}

/** Tells whether an input is a value of its own, and none that a decoder cut out of another or that stands in a header. */
export function isOwnValue(invocation: Invocation): (input: string) => boolean {
  return input => {
    const place = invocation.locate(new Set([input])).get(input);
    return place !== undefined && place.decoders.at(-1) !== 'tail' && !HEADER.test(place.path);
  };
}

/**
 * Tells whether an input is only a part of another that the app placed as a whole.
 *
 * `uid=ann,ou=people` reads as a form as well, whose value begins in the middle of a name.
 */
export function isCutFrom(invocation: Invocation, name: string): (input: string) => boolean {
  return input => {
    const inspect = structure().inspectName(name);
    const wholes = invocation.inputs.candidates(name).filter(other => other.length > input.length && other.includes(input) && !inspect(other));
    const places = invocation.locate(new Set([input, ...wholes]));
    const path = places.get(input)?.path;
    return wholes.some(whole => path?.startsWith(places.get(whole)?.path ?? ' ') === true);
  };
}
