/** Longest text without the blanks at its end that is kept here; longer ones have a key. */
const LONGEST = 3;

/** Inputs that are too short for a key: `;id`, `*`, `10`. */
export class ShortInputs {
  /** By what they are without the blanks at their end. */
  private byText?: Map<string, string[]>;

  public add(text: string, input: string): void {
    this.byText ??= new Map();
    const inputs = this.byText.get(text);
    if (inputs) inputs.push(input);
    else this.byText.set(text, [input]);
  }

  /** Adds those that stand in a text to what was found: few of them are looked for one by one, many by the text's parts. */
  public addStanding(text: string, found: string[]): void {
    if (!this.byText) return;
    if (this.byText.size > text.length) return addParts(this.byText, text, found);
    for (const [short, inputs] of this.byText) if (text.includes(short)) addStanding(inputs, text, found);
  }
}

function addParts(byText: ReadonlyMap<string, readonly string[]>, text: string, found: string[]): void {
  const parts = new Set<string>(['']);
  for (let at = 0; at < text.length; at++) for (let length = 1; length <= LONGEST; length++) parts.add(text.slice(at, at + length));
  for (const part of parts) addStanding(byText.get(part) ?? [], text, found);
}

function addStanding(inputs: readonly string[], text: string, found: string[]): void {
  for (const input of inputs) if (text.includes(input)) found.push(input);
}
