/** Names and their values, in order; a name may come twice. */
export class Fields {
  public readonly names: string[];
  public readonly values: unknown[];

  public constructor(...first: readonly [] | readonly [name: string, value: unknown]) {
    this.names = first.length === 0 ? [] : [first[0]];
    this.values = first.length === 0 ? [] : [first[1]];
  }

  public add(name: string, value: unknown): void {
    this.names.push(name);
    this.values.push(value);
  }
}
