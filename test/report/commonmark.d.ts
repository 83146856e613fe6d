/** The part of the package that the tests use; it brings no types. */
declare module 'commonmark' {
  export class Parser {
    public parse(text: string): unknown;
  }
  export class HtmlRenderer {
    public render(node: unknown): string;
  }
}
