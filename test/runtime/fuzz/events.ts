import fc from 'fast-check';
import { EVENTS } from '../suite/events';

const UNITS = ['%', '%2', '%27', '+', '&', '=', ';', '&#', '&#x27;', '&lt;', '<a>', '<!ENTITY ', '<![CDATA[', '{', '}', '[', ']', '"', '\\', '\\u00', ':', ',', '/', '../', '.', '--', '--x\r\n', '\r\n\r\n',
  'Content-Disposition: form-data; name="', 'eyJ', 'H4sI', '0x', '2f', 'aGVsbG8', '==', '_-', 'Bearer ', '__proto__', 'constructor', 'Records', '$ne', '[$gt]', '\0', '\ud800', '\uff07', 'é', '漢', 'a', '7'];

/** Texts made of what decoders look for, floods of it included. */
export const encodedText = fc.oneof(
  { weight: 6, arbitrary: fc.array(fc.constantFrom(...UNITS), { maxLength: 40 }).map(parts => parts.join('')) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 200 }).map(bytes => Buffer.from(bytes).toString('base64')) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...UNITS), fc.nat(3000)).map(([unit, times]) => unit.repeat(times)) },
);

const leaf = fc.oneof(encodedText, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
/** Any JSON value, with texts that decoders look into and names that mean something to somebody. */
const anything = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(encodedText, tie('value'), { maxKeys: 4 })),
})).value;

/** What replaces a part of an event of AWS. */
type Damage = readonly [at: number, value: unknown];

const damages: fc.Arbitrary<Damage[]> = fc.array(fc.tuple(fc.nat(), fc.oneof(fc.constant(undefined), anything)), { maxLength: 6 });

/** An event of AWS some parts of which are missing, or of a kind that nobody expects there; or no event of AWS at all. */
export const malformedEvent: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(fc.constantFrom(...Object.values(EVENTS)), encodedText, damages)
      .map(([build, input, damage]) => damaged(build('items', wellFormed(input)), damage)),
  },
  { weight: 1, arbitrary: anything },
);

/** Object keys are escaped as UTF-8, which has no lone surrogates. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function damaged(event: object, damage: readonly Damage[]): unknown {
  const copy = JSON.parse(JSON.stringify(event)) as object;
  for (const [at, value] of damage) {
    const places = placesIn(copy);
    const [holder, key] = places[at % places.length];
    holder[key] = value;
  }
  return JSON.parse(JSON.stringify(copy)) as unknown;
}

type Place = readonly [holder: Record<string, unknown>, key: string];

function placesIn(holder: object): Place[] {
  return Object.entries(holder).flatMap(([key, value]: [string, unknown]) => [
    [holder as Record<string, unknown>, key] as const, ...typeof value === 'object' && value !== null ? placesIn(value) : [],
  ]);
}
