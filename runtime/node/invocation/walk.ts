import { decode, type DecoderName } from './decode';

/** A value on the way from the event's root: its parent, and the key or decoder that led to it. */
export interface Step {
  readonly value: unknown;
  readonly parent?: Step;
  readonly key?: string | number;
  readonly decoder?: DecoderName;
  /** Decoders applied since the root. */
  readonly decodings: number;
}

/** A string met on the walk: a value, or a key of its holder. */
export interface Found {
  readonly text: string;
  readonly holder: Step;
  readonly key?: string | number;
  readonly isKey: boolean;
}

/** What a walk decodes at most; what lies beyond is met undecoded. */
export interface DecodingBounds {
  /** Decoders applied to one value, one inside the other. */
  readonly depth: number;
  /** Characters given to decoders. */
  readonly characters: number;
}

/** A Lambda event has at most 6 MB, so that two layers of encoding over all of it are still decoded. */
export const DECODING_BOUNDS: DecodingBounds = { depth: 6, characters: 16_000_000 };

/** What of an event was not looked into, in words for a finding; undefined where all of it was. */
export type NotDecoded = string | undefined;

/**
 * Visits every string of an event, keys included, and every string that a decoder finds in one.
 *
 * No recursion, so that depth costs no stack. `visit` returns true to end the walk.
 */
export function walk(event: unknown, visit: (found: Found) => boolean | void, bounds: DecodingBounds = DECODING_BOUNDS): NotDecoded {
  const steps: Step[] = [{ value: event, decodings: 0 }];
  let characters = bounds.characters;
  let notDecoded: NotDecoded;

  const meet = (found: Found): boolean => {
    if (visit(found)) return true;
    const { text, holder } = found;
    if (found.isKey && !text.includes('%')) return false;
    if (holder.decodings >= bounds.depth || text.length > characters) {
      notDecoded ??= `encodings of values beyond ${bounds.depth} layers or ${bounds.characters} characters`;
      return false;
    }
    const decoded = decode(text);
    if (decoded.length === 0) return false;
    characters -= text.length;
    const parent = found.key === undefined ? holder : { value: text, parent: holder, key: found.key, decodings: holder.decodings };
    for (const { decoder, value } of decoded) steps.push({ value, parent, decoder, decodings: holder.decodings + 1 });
    return false;
  };

  /* In the event's order, the shallow before the deep: the plainest place of a value is met first. */
  for (const step of steps) {
    if (enter(step, steps, meet)) break;
  }
  return notDecoded;
}

type Meet = (found: Found) => boolean;

function enter(step: Step, steps: Step[], meet: Meet): boolean {
  const { value } = step;
  if (typeof value === 'string') return meet({ text: value, holder: step, isKey: false });
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some((item, index) => enterChild(step, index, item, steps, meet));
  if (value instanceof Map) return [...(value as Map<string, unknown>)].some(([key, item]) => enterField(step, key, item, steps, meet));
  return Object.keys(value).some(key => enterField(step, key, (value as Record<string, unknown>)[key], steps, meet));
}

function enterField(holder: Step, key: string, value: unknown, steps: Step[], meet: Meet): boolean {
  return meet({ text: key, holder, key, isKey: true }) || enterChild(holder, key, value, steps, meet);
}

function enterChild(parent: Step, key: string | number, value: unknown, steps: Step[], meet: Meet): boolean {
  if (typeof value === 'string') return meet({ text: value, holder: parent, key, isKey: false });
  if (typeof value === 'object' && value !== null) steps.push({ value, parent, key, decodings: parent.decodings });
  return false;
}
