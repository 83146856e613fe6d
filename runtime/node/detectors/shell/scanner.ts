import { CODE, isBlank, isNamePart, isNameStart, isOperator, isSpecial } from './characters';
import { announcedDocument, endsDocument, type HereDocument } from './here-documents';
import { MARK, type Mark, type ShellSyntax } from './marks';
import { hasBraceExpansion, isGlob, isHarmlessAmpersand } from './word-patterns';

/** What the scanner is inside of. */
interface Frame {
  readonly mode: 'command' | 'double' | 'backtick' | 'parameter' | 'arithmetic' | 'hereDocument';
  /** Inside double quotes: single quotes are ordinary here. */
  readonly quoted: boolean;
  /** Parentheses opened in this frame. */
  depth: number;
  readonly document?: HereDocument;
}

/** Reads a command line as bash does and marks each character that does something. Never throws, never recurses. */
export function scanShell(text: string): ShellSyntax {
  return new Scanner(text).scan();
}

class Scanner {
  private readonly positions: number[] = [];
  private readonly marks: Mark[] = [];
  private readonly commands: number[] = [];
  private readonly outer: Frame[] = [];
  /** Here-documents whose bodies begin after this line. */
  private announced: HereDocument[] = [];
  private frame: Frame = { mode: 'command', quoted: false, depth: 0 };
  private at = 0;
  private backticks = 0;
  private wordStart = true;
  private wordFrom = 0;
  private inUrl = false;
  private awaitsCommand = true;
  private closed = true;

  constructor(private readonly text: string) {}

  scan(): ShellSyntax {
    const { text } = this;
    while (this.at < text.length) {
      const { mode } = this.frame;
      if (mode === 'double' || mode === 'hereDocument') this.readQuoted(text.charCodeAt(this.at));
      else if (mode === 'arithmetic') this.readArithmetic(text.charCodeAt(this.at));
      else this.readUnquoted(text.charCodeAt(this.at));
    }
    const open = this.outer.length > 0 && this.frame.mode !== 'hereDocument';
    return { positions: this.positions, marks: this.marks, commands: this.commands, closed: this.closed && !open };
  }

  private mark(mark: Mark, position = this.at): void {
    this.positions.push(position);
    this.marks.push(mark);
  }

  private push(mode: Frame['mode'], document?: HereDocument): void {
    const quoted = this.frame.quoted && mode === 'parameter';
    this.outer.push(this.frame);
    this.frame = { mode, quoted: quoted || mode === 'double', depth: 0, document };
    if (mode === 'backtick') this.backticks++;
    if (mode === 'command' || mode === 'backtick') this.startCommand();
  }

  private pop(): void {
    if (this.frame.mode === 'backtick') this.backticks--;
    this.frame = this.outer.pop() ?? this.frame;
    this.wordStart = false;
    this.awaitsCommand = false;
  }

  /** A backtick ends the command it is in whatever else is open there; nested ones are escaped. */
  private closeBacktick(): void {
    while (this.frame.mode !== 'backtick') this.pop();
    this.pop();
  }

  private startCommand(): void {
    this.wordStart = true;
    this.awaitsCommand = true;
  }

  /** Inside double quotes or a here-document: only expansions and escapes act. */
  private readQuoted(code: number): void {
    const document = this.frame.document;
    if (document && endsDocument(this.text, document, this.at)) return this.endHereDocument();
    if (document?.literal) {
      this.at = this.lineEnd() + 1;
      return;
    }
    if (code === CODE.doubleQuote && !document) {
      this.mark(MARK.quote);
      this.at++;
      return this.pop();
    }
    if (code === CODE.backslash) return this.readQuotedEscape();
    if (this.readExpansion(code)) return;
    // A here-document may end at the start of any line.
    if (document && code === CODE.newline) this.at++;
    else this.skipOrdinary();
  }

  private readQuotedEscape(): void {
    const next = this.text[this.at + 1];
    if (next !== undefined && '$`"\\\n'.includes(next)) {
      this.mark(MARK.escape);
      this.at++;
    }
    this.at++;
  }

  private endHereDocument(): void {
    this.mark(MARK.hereDocumentEnd);
    this.at = this.lineEnd();
    this.pop();
    this.startCommand();
  }

  /** Steps over a character and those after it that stand for themselves everywhere. */
  private skipOrdinary(): void {
    do this.at++; while (this.at < this.text.length && !isSpecial(this.text.charCodeAt(this.at)));
  }

  private readArithmetic(code: number): void {
    if (code === CODE.openParenthesis) this.frame.depth++;
    if (code === CODE.closeParenthesis && this.frame.depth-- === 0) {
      this.mark(MARK.expansion);
      if (this.text.charCodeAt(this.at + 1) === CODE.closeParenthesis) this.mark(MARK.expansion, ++this.at);
      this.at++;
      return this.pop();
    }
    if (!this.readExpansion(code)) this.at++;
  }

  private readUnquoted(code: number): void {
    if (!isSpecial(code)) {
      this.enterWord();
      return this.skipOrdinary();
    }
    if (isBlank(code)) {
      this.wordStart = true;
      this.at++;
      return;
    }
    if (this.closesFrame(code)) return;
    if (isOperator(code)) return this.readOperator(code);
    if (code === CODE.hash && this.wordStart && this.frame.mode !== 'parameter') return this.readComment();
    const starts = this.wordStart;
    this.enterWord();
    if (!this.readQuotation(code) && !this.readExpansion(code)) this.readPattern(code, starts);
  }

  private enterWord(): void {
    if (!this.wordStart) return;
    this.wordStart = false;
    this.wordFrom = this.at;
    this.inUrl = false;
    if (this.awaitsCommand) this.commands.push(this.at);
    this.awaitsCommand = false;
  }

  /** A parenthesis or brace that ends the expansion the scanner is in. */
  private closesFrame(code: number): boolean {
    const { mode, depth } = this.frame;
    const closes = (mode === 'parameter' && code === CODE.closeBrace)
      || (mode === 'command' && code === CODE.closeParenthesis && depth === 0 && this.outer.length > 0);
    if (!closes) return false;
    this.mark(MARK.expansion);
    this.at++;
    this.pop();
    return true;
  }

  private readOperator(code: number): void {
    if (this.frame.mode === 'parameter') {
      this.at++;
      return;
    }
    this.countParenthesis(code);
    const harmless = code === CODE.ampersand && !this.wordStart && isHarmlessAmpersand(this.text, this.wordFrom, this.at);
    if (!harmless) this.mark(MARK.operator);
    const document = code === CODE.less ? announcedDocument(this.text, this.at) : undefined;
    if (document) this.announced.push(document);
    this.at++;
    if (code === CODE.less || code === CODE.greater) this.wordStart = true;
    else this.startCommand();
    if (code === CODE.newline) this.beginHereDocuments();
  }

  private countParenthesis(code: number): void {
    if (code === CODE.openParenthesis) this.frame.depth++;
    if (code === CODE.closeParenthesis && this.frame.depth > 0) this.frame.depth--;
  }

  /** The first announced is read first, so it is stacked last. */
  private beginHereDocuments(): void {
    while (this.announced.length > 0) this.push('hereDocument', this.announced.pop());
  }

  private readComment(): void {
    this.mark(MARK.comment);
    this.at = this.lineEnd();
  }

  private lineEnd(): number {
    const newline = this.text.indexOf('\n', this.at);
    return newline === -1 ? this.text.length : newline;
  }

  private readQuotation(code: number): boolean {
    if (code === CODE.doubleQuote) {
      this.mark(MARK.quote);
      this.at++;
      this.push('double');
      return true;
    }
    if (code === CODE.backslash) {
      this.mark(MARK.escape);
      this.at += 2;
      return true;
    }
    const ansi = code === CODE.dollar && this.text.charCodeAt(this.at + 1) === CODE.singleQuote;
    if ((code !== CODE.singleQuote && !ansi) || this.frame.quoted) return false;
    this.readSingleQuoted(ansi);
    return true;
  }

  private readSingleQuoted(ansi: boolean): void {
    this.mark(MARK.quote);
    if (ansi) this.mark(MARK.quote, ++this.at);
    const end = ansi ? this.ansiQuoteEnd() : this.text.indexOf("'", this.at + 1);
    this.closed &&= end !== -1;
    if (end !== -1) this.mark(MARK.quote, end);
    this.at = end === -1 ? this.text.length : end + 1;
  }

  /** `$'…'` takes backslash escapes, so that `\'` does not end it. */
  private ansiQuoteEnd(): number {
    for (let at = this.at + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === CODE.singleQuote) return at;
      if (code === CODE.backslash) this.mark(MARK.escape, at++);
    }
    return -1;
  }

  /** `$…` and backticks, which act outside quotes and in double quotes alike. */
  private readExpansion(code: number): boolean {
    if (code === CODE.backtick) {
      this.mark(MARK.expansion);
      this.at++;
      if (this.backticks > 0) this.closeBacktick();
      else this.push('backtick');
      return true;
    }
    if (code !== CODE.dollar) return false;
    const next = this.text.charCodeAt(this.at + 1);
    if (next === CODE.openParenthesis) return this.openParentheses();
    if (next === CODE.openBrace) return this.openExpansion('parameter', 2);
    if (!isNameStart(next)) return false;
    this.mark(MARK.expansion);
    this.at += 2;
    while (isNamePart(this.text.charCodeAt(this.at))) this.at++;
    return true;
  }

  private openParentheses(): boolean {
    const arithmetic = this.text.charCodeAt(this.at + 2) === CODE.openParenthesis;
    return this.openExpansion(arithmetic ? 'arithmetic' : 'command', arithmetic ? 3 : 2);
  }

  private openExpansion(mode: Frame['mode'], length: number): boolean {
    for (let count = 0; count < length; count++) this.mark(MARK.expansion, this.at + count);
    this.at += length;
    this.push(mode);
    return true;
  }

  /** Patterns and the tilde: they act in a word that is not quoted. */
  private readPattern(code: number, startsWord: boolean): void {
    const mark = this.frame.quoted ? undefined : this.patternMark(code, startsWord);
    if (mark) this.mark(mark);
    this.at++;
  }

  private patternMark(code: number, startsWord: boolean): Mark | undefined {
    const { text, at } = this;
    if (code === CODE.colon) this.inUrl ||= text.startsWith('//', at + 1);
    if (code === CODE.tilde) return startsWord ? MARK.tilde : undefined;
    if (code === CODE.openBrace) return hasBraceExpansion(text, at) ? MARK.brace : undefined;
    return !this.inUrl && isGlob(text, at) ? MARK.glob : undefined;
  }
}
