/** A here-document: lines that are read as input up to one that is the delimiter. */
export interface HereDocument {
  readonly delimiter: string;
  /** `<<-`: tabs before the delimiter are ignored. */
  readonly indented: boolean;
  /** The delimiter was quoted: nothing in the body is expanded. */
  readonly literal: boolean;
}

const OPERATOR = /<<(-?)[ \t]*(?:'([^'\n]{1,128})'|"([^"\n]{1,128})"|\\?([\w.-]{1,128}))/y;

/** The here-documents that a command line announced and those whose bodies follow. */
export class HereDocuments {
  private announced: HereDocument[] = [];
  private operatorEnd = 0;

  constructor(private readonly text: string) {}

  /** Called at each `<`: the first of two begins an operator, `<<<` is another one. */
  announce(at: number): void {
    if (at < this.operatorEnd || !this.text.startsWith('<<', at)) return;
    this.operatorEnd = at + (this.text[at + 2] === '<' ? 3 : 2);
    if (this.operatorEnd === at + 3) return;
    OPERATOR.lastIndex = at;
    const match = OPERATOR.exec(this.text);
    if (!match) return;
    const literal = match[4] === undefined || match[0].includes('\\');
    this.announced.push({ delimiter: match[2] ?? match[3] ?? match[4], indented: match[1] === '-', literal });
  }

  /** The documents whose bodies begin at this newline, last first: the scanner stacks them. */
  begin(): HereDocument[] {
    const documents = this.announced.reverse();
    this.announced = [];
    return documents;
  }

  /** Whether the line that starts here is the delimiter. */
  endsAt({ delimiter, indented }: HereDocument, at: number): boolean {
    if (at > 0 && this.text[at - 1] !== '\n') return false;
    let start = at;
    while (indented && this.text[start] === '\t') start++;
    if (!this.text.startsWith(delimiter, start)) return false;
    const end = start + delimiter.length;
    return end === this.text.length || this.text[end] === '\n';
  }

  nextLine(at: number): number {
    const newline = this.text.indexOf('\n', at);
    return newline === -1 ? this.text.length : newline + 1;
  }

  lineEnd(at: number): number {
    const newline = this.text.indexOf('\n', at);
    return newline === -1 ? this.text.length : newline;
  }
}
