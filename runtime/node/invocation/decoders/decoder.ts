export type DecoderName =
  | 'json' | 'form' | 'percent' | 'plus' | 'base64' | 'hex' | 'jwt' | 'gzip' | 'multipart' | 'xml' | 'entities' | 'unicode' | 'bytes' | 'joined' | 'tail' | 'archive' | 'piece';

/** One way in which a text may hold other texts. */
export interface Decoder {
  readonly name: DecoderName;
  /** Traits of which such a text has one (`traits.ts`); a text without is not read. */
  readonly some: number;
  /** The values found; none where the text is no such thing. Never throws. */
  read(text: string): readonly unknown[];
}

export const NOTHING_FOUND: readonly unknown[] = [];

/** Stands for a value that would be larger than decoders may make it; the walk says that it was not looked into. */
export const TOO_LARGE = Symbol('too large');
