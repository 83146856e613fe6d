import type { InputPlace } from './place';
import { walk, type DecodingBounds, type Trail } from './walk';

/**
 * Finds the places of inputs again. Walks anew: places are only needed for a finding, never to look for one.
 *
 * Of several places of an input the one with the fewest decoders is told, and of those the one nearest to the root.
 */
export function locate(event: unknown, inputs: ReadonlySet<string>, bounds?: DecodingBounds): ReadonlyMap<string, InputPlace> {
  const found = new Map<string, Located>();
  walk(event, (text, _, trail) => {
    if (!inputs.has(text)) return;
    const known = found.get(text);
    if (!known || isPlainer(trail, known)) found.set(text, { place: trail.place(), depth: trail.depth, decodings: trail.decodings });
  }, bounds);
  return new Map([...found].map(([input, { place }]) => [input, place]));
}

interface Located extends Pick<Trail, 'depth' | 'decodings'> {
  readonly place: InputPlace;
}

function isPlainer(trail: Trail, known: Located): boolean {
  return trail.decodings < known.decodings || (trail.decodings === known.decodings && trail.depth < known.depth);
}
