export type Tone = 'good' | 'bad' | 'quiet' | 'title';

/** Colours a text for a terminal, or leaves it as it is. */
export type Paint = (text: string, tone?: Tone) => string;

/** ANSI's "select graphic rendition" codes. */
const CODES: Readonly<Record<Tone, number>> = { good: 32, bad: 31, quiet: 2, title: 1 };

export const plain: Paint = text => text;

export const coloured: Paint = (text, tone) => (tone ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text);

/** Colours for a terminal whose user did not refuse them (https://no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  return stream.isTTY && !environment.NO_COLOR && environment.TERM !== 'dumb' ? coloured : plain;
}
