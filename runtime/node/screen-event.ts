/* eslint-disable no-bitwise -- traits are sets in whole numbers */
import { indexInputs, type InputIndex } from './invocation/input-index';
import type { InputPlace } from './invocation/place';
import type { Reading } from './invocation/readings';
import { TRAIT } from './invocation/traits';
import type { DecodingBounds, Trail } from './invocation/walk';
import type { Attempt } from './screening/attempt';
import { screenValue } from './screening/screen-value';

/** An attempt and where in the event it stands. */
export interface EventAttempt extends Attempt {
  /** The value as it stood there, decoded. */
  readonly input: string;
  readonly place: InputPlace;
}

/** What screening made of one event. */
export interface ScreenedEvent {
  readonly attempts: readonly EventAttempt[];
  /** Of the same walk. */
  readonly inputs: InputIndex;
  /** In words for a finding, where a part of the event was not screened. */
  readonly notScreened?: string;
}

/** Attempts told of one event: a scanner sends dozens, and one line says as much. */
const MAX_ATTEMPTS = 8;

/** Characters screened in one event. */
const MAX_CHARACTERS = 500_000;

/** What takes any bytes for text. */
const GUESSES = new Set(['base64', 'hex']);
// eslint-disable-next-line no-control-regex -- what no text holds
const NO_TEXT = /[\0-\x08\x0e-\x1f\ufffd]/;

/** Screens the strings of one event as a walk meets them, so that what is walked for other ends is not walked again. */
export class EventScreening {
  public readonly attempts: EventAttempt[] = [];
  public notScreened: string | undefined;
  private characters = MAX_CHARACTERS;

  /** As a visitor of `walk`. */
  public meet(text: string, traits: number, trail: Trail): void {
    if (this.attempts.length >= MAX_ATTEMPTS) return;
    const { reading } = trail;
    if ((traits & TRAIT.name) !== 0 && saysNothing(text, reading)) return;
    if (text.length > this.characters) {
      this.notScreened ??= `values beyond ${MAX_CHARACTERS} characters of an event`;
      return;
    }
    this.characters -= text.length;
    if (reading.attempt === undefined) reading.attempt = (traits & TRAIT.startsJson) !== 0 && isDocument(text, reading) ? null : screenValue(text) ?? null;
    if (reading.attempt) this.add(reading.attempt, text, trail);
  }

  private add(attempt: Attempt, input: string, trail: Trail): void {
    const place = trail.place();
    /* Cut out of a value that was screened as a whole. */
    if (place.decoders.includes('piece')) return;
    if (place.decoders.some(name => GUESSES.has(name)) && NO_TEXT.test(input)) return;
    const index = this.attempts.findIndex(known => known.class === attempt.class && holds(known.place.path, place.path));
    /* What was found in a text that holds others is told where it really stands; markup makes what it holds an attack. */
    if (index < 0) this.attempts.push({ ...attempt, input, place });
    else if (this.attempts[index].place.path !== place.path && place.decoders.at(-1) !== 'xml') this.attempts[index] = { ...attempt, input, place };
  }
}

/** A document is what it holds, which the walk meets next; but for a prototype, which it names in two places. */
function isDocument(text: string, { isEncoded, decoded: [first] }: Reading): boolean {
  return isEncoded && first?.decoder === 'json' && !text.includes('prototype');
}

/** Names that say something by themselves: of a class, of the prototype of all objects, an object in base64, dots in hexadecimal. */
const TELLING_NAME = /^(?:java|org\.|com\.|sun\.|con|Process|rO0A|AAEA|g[AN]|KGR|Y3B|BAh|0x2e)|__proto__/;

function saysNothing(name: string, reading: Reading): boolean {
  if (reading.attempt === undefined && !TELLING_NAME.test(name)) reading.attempt = null;
  return reading.attempt === null;
}

/** Whether a path leads to a value, or to what that value stands in. */
function holds(path: string, inner: string): boolean {
  return inner.startsWith(path) && (inner.length === path.length || '.[~'.includes(inner[path.length]));
}

/** Screens every string of an event, keys and what decoders find included. */
export function screenEvent(event: unknown, bounds?: DecodingBounds): ScreenedEvent {
  const screening = new EventScreening();
  const inputs = indexInputs(event, bounds, (text, traits, trail) => screening.meet(text, traits, trail));
  return { attempts: screening.attempts, notScreened: screening.notScreened, inputs };
}
