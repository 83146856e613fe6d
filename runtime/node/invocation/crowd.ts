/**
 * Many inputs that begin alike, in order: those that stand at a place of a text are found without comparing each.
 *
 * An event that lists thousands of URLs of one host would else cost the product of its inputs and its sinks.
 */
export class Crowd {
  public readonly inputs: readonly string[];
  private readonly compared: readonly string[];

  /** @param comparable - what of an input is compared with a text */
  public constructor(inputs: Iterable<string>, comparable: (input: string) => string) {
    const members = [...new Set(inputs)].map(input => ({ input, text: comparable(input) })).sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)));
    this.inputs = members.map(({ input }) => input);
    this.compared = members.map(({ text }) => text);
  }

  /** All inputs that the text begins with, and of the others those two which share most of their beginning with it. */
  public find(text: string): readonly string[] {
    const behind = this.firstBehind(text);
    const found = this.inputs.slice(Math.max(behind - 1, 0), behind + 1);
    let at = behind - 1;
    while (at >= 0) {
      const candidate = this.compared[at];
      if (text.startsWith(candidate)) found.push(this.inputs[at--]);
      else at = this.firstBehind(text.slice(0, commonLength(candidate, text))) - 1;
    }
    return found;
  }

  /** Index of the first that sorts behind a text. */
  private firstBehind(text: string): number {
    let low = 0;
    let high = this.compared.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.compared[middle] <= text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
