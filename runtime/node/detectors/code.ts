import { isBalanced, isSigns, mayRun, readsGlobal } from './code/meaning';
import { templateParts, type TemplateParts } from './code/template';
import { coreOf } from './code/wrapped';
import { FoldedText } from './folded-text';
import { fragments } from './fragments';
import { tokenizeJavaScript } from './script/javascript';
import { searchText, type Occurrence } from './search';
import { isLiteralValue, isWholeWithout } from './sql/app-text';
import { describe, describeEscape } from './sql/describe';
import { containingToken, endsInEscape, escapesNext, readEvidence, type Evidence } from './sql/evidence';
import type { Token } from './sql/tokens';
import { weigh, type Weight } from './sql/weight';
import type { Inspect, Verdict } from './verdict';

/** A value of letters and digits is one token wherever it stands. */
const MORE_THAN_A_WORD = /[^\w$]/;

/** Code this many times as long as an input is the app's own, and holds the input by chance unless that is long itself. */
const STANDING = 16;

/** From this number of tokens on, no standing code equals an input by chance. */
const CONCLUSIVE = 8;

/** Code of fewer tokens lies in a text by chance, unless it is all of it. */
const SHORTEST_CODE = 5;

/** Occurrences with evidence that could be chance which are looked into; each costs one more reading of the code. */
const DOUBTS = 8;

/** A longer input is compared as it came: folding all of a large event for each piece of code would cost too much. */
const LONGEST_FOLDED = 100_000;

/** Parts of templates that are looked for in one piece of code. */
const MAX_PARTS = 1000;

const WORD = /[A-Za-z_$][\w$]+|\d+/g;

/** How much of a piece of generated code is shown. */
const SHOWN = 40;

/**
 * Prepares JavaScript that was made from a string, then tells whether an input became code in it.
 *
 * Three ways: the input holds more of the code's tokens than a value or a name; all of the code lies in the input; what
 * the input has between the delimiters of a template stands in the code outside literals. Data, and sums of numbers, are
 * no code. `docs/detection.md` has the rules.
 */
export function inspectCode(code: string): Inspect {
  const generated = new GeneratedCode(code);
  return input => generated.inspect(input);
}

/** The inputs that may have become code and need not stand in it: they hold all of it, or parts of it as a template. */
export function inputsBehind(code: string, inputs: readonly string[]): readonly string[] {
  const generated = new GeneratedCode(code);
  return inputs.filter(input => generated.isBehind(input));
}

/** Generated code with what is derived from it once. */
class GeneratedCode {
  private tokensRead?: readonly Token[];
  private folded?: FoldedText;
  private coreRead?: string;
  private words?: ReadonlySet<string>;
  private partsSought = 0;
  private readonly partsRead = new Map<string, boolean>();
  private doubts = 0;

  public constructor(private readonly text: string) {}

  public inspect(input: string): Verdict | undefined {
    if (!MORE_THAN_A_WORD.test(input)) return undefined;
    this.doubts = 0;
    const placed = this.inspectPlaced(input);
    if (typeof placed === 'object') return placed;
    return this.inspectHolder(input) ?? this.inspectTemplate(input) ?? (placed === 'absent' ? this.inspectFragments(input) : undefined);
  }

  public isBehind(input: string): boolean {
    return this.isHeldBy(input) || this.partInCode(input) !== undefined;
  }

  private inspectPlaced(input: string): Verdict | 'harmless' | 'absent' {
    const trimmed = input.trim();
    /* A lone sign stands in most code by chance: it has to stand there with its blanks. */
    const isSign = trimmed.length < 2;
    for (const needle of isSign ? [input] : new Set([input, trimmed])) {
      const isStanding = this.text.length > STANDING * needle.length;
      const answer = searchText(this.text, needle, occurrence => this.judge(occurrence, needle, isStanding));
      if (answer !== 'absent' || isSign) return answer;
    }
    return (this.folded ??= new FoldedText(this.text)).search(input, occurrence => this.judge(occurrence, input, true));
  }

  private inspectFragments(input: string): Verdict | undefined {
    for (const part of fragments(input)) {
      if (!MORE_THAN_A_WORD.test(part)) continue;
      const answer = searchText(this.text, part, occurrence => this.judge(occurrence, part, true));
      if (typeof answer === 'object') return answer;
    }
    return undefined;
  }

  private inspectHolder(input: string): Verdict | undefined {
    return this.isHeldBy(input) ? { change: `the generated code lies in the input: ${this.core.slice(0, SHOWN)}` } : undefined;
  }

  private inspectTemplate(input: string): Verdict | undefined {
    const part = this.partInCode(input);
    return part === undefined ? undefined : { change: `what it has between the delimiters of a template became code: ${part.slice(0, SHOWN)}` };
  }

  private get tokens(): readonly Token[] {
    return this.tokensRead ??= tokenizeJavaScript(this.text);
  }

  private get core(): string {
    return this.coreRead ??= coreOf(this.text);
  }

  /** Whether all of the code, but for what an app puts around it, lies in the input and does something. */
  private isHeldBy(input: string): boolean {
    const { core } = this;
    if (core === '' || input.length < core.length / 2 || !this.holdsCore(input)) return false;
    const tokens = tokenizeJavaScript(core);
    const to = tokens.length;
    if (!mayRun(core, tokens, 0, to) || !isMoreThanNames(core, tokens, { from: 0, to, whole: true })) return false;
    return to >= SHORTEST_CODE || core === coreOf(input);
  }

  private holdsCore(input: string): boolean {
    if (input.includes(this.core)) return true;
    return input.length <= LONGEST_FOLDED && new FoldedText(input).search(this.core, () => undefined) === 'harmless';
  }

  /** A part of the input as a template that is code here, where the rest of the template is here as well. */
  private partInCode(input: string): string | undefined {
    const template = templateParts(input);
    if (!template || !this.holdsRest(template)) return undefined;
    return template.parts.find(part => (!template.areLines || mayRunAlone(part)) && this.isCode(part));
  }

  private holdsRest({ anchors }: TemplateParts): boolean {
    return anchors.every(anchor => this.text.includes(anchor));
  }

  private isCode(part: string): boolean {
    const known = this.partsRead.get(part);
    if (known !== undefined) return known;
    const isCode = this.standsAsCode(part);
    this.partsRead.set(part, isCode);
    return isCode;
  }

  private standsAsCode(part: string): boolean {
    this.words ??= new Set(this.text.match(WORD));
    if (!(part.match(WORD) ?? []).every(word => this.words?.has(word)) || this.partsSought++ >= MAX_PARTS) return false;
    let isCode = false;
    const judge = (occurrence: Occurrence) => {
      isCode ||= this.isExpression(occurrence);
      return undefined;
    };
    const answer = searchText(this.text, part, judge);
    if (answer === 'absent') (this.folded ??= new FoldedText(this.text)).search(part, judge);
    return isCode;
  }

  /** Whether an occurrence is code that does more than name a value. */
  private isExpression(occurrence: Occurrence): boolean {
    if (containingToken(this.tokens, occurrence)) return false;
    const evidence = readEvidence(this.tokens, occurrence);
    return !evidence.closes && isMoreThanNames(this.text, this.tokens, evidence);
  }

  /** @param isDoubtful - the occurrence could be chance: it counts where it is long, or closes a literal */
  private judge(occurrence: Occurrence, input: string, isDoubtful: boolean): Verdict | undefined {
    const { text, tokens } = this;
    const token = containingToken(tokens, occurrence);
    if (token) return this.judgeContent(token, occurrence);
    const evidence = readEvidence(tokens, occurrence);
    return this.isAttack(evidence, occurrence, input, isDoubtful) ? { change: describe(text, tokens, evidence) } : undefined;
  }

  private isAttack(evidence: Evidence, occurrence: Occurrence, input: string, isDoubtful: boolean): boolean {
    const { text, tokens } = this;
    const { closes, opens, from, to } = evidence;
    if (!closes && !opens && !mayRun(text, tokens, from, to)) return false;
    const weight = weightOf(text, tokens, evidence);
    if (weight === 'none') return !isDoubtful && runsWithoutOperands(text, tokens, from, to);
    if (isDoubtful && (weight === 'delimiters' || !this.isNoChance(evidence))) return false;
    return weight === 'conclusive' || !this.isAppText(occurrence, input, weight);
  }

  private isAppText(occurrence: Occurrence, input: string, weight: Weight): boolean {
    if (this.doubts++ >= DOUBTS) return true;
    return (weight === 'delimiters' && isLiteralValue(this.text, this.tokens, input)) || !isWholeWithout(this.text, occurrence, tokenizeJavaScript);
  }

  /** Whether the app's own text would hardly hold as much; a half of a pair of brackets is the app's, as its other half is. */
  private isNoChance({ closes, opens, from, to }: Evidence): boolean {
    const { text, tokens } = this;
    if (closes) return true;
    return (to - from >= CONCLUSIVE || readsGlobal(text, tokens, from, to)) && (opens !== undefined || isBalanced(text, tokens, from, to));
  }

  private judgeContent(token: Token, occurrence: Occurrence): Verdict | undefined {
    if (!endsInEscape(this.text, occurrence) || this.doubts++ >= DOUBTS || !escapesNext(this.text, token, occurrence)) return undefined;
    return isWholeWithout(this.text, occurrence, tokenizeJavaScript) ? { change: describeEscape(this.text, token) } : undefined;
  }
}

function mayRunAlone(code: string): boolean {
  const tokens = tokenizeJavaScript(code);
  return mayRun(code, tokens, 0, tokens.length);
}

/** What looks like names or nothing: a path from a global, signs that make names of their own. */
function runsWithoutOperands(text: string, tokens: readonly Token[], from: number, to: number): boolean {
  return readsGlobal(text, tokens, from, to) || (to - from >= CONCLUSIVE && isSigns(tokens, from, to));
}

/** All of a code that is a path of names reads a value, like any other; in SQL it would be a verb. */
function weightOf(text: string, tokens: readonly Token[], evidence: Evidence): Weight {
  return weigh(text, tokens, { ...evidence, whole: false });
}

function isMoreThanNames(text: string, tokens: readonly Token[], evidence: Evidence): boolean {
  return weightOf(text, tokens, evidence) !== 'none' || runsWithoutOperands(text, tokens, evidence.from, evidence.to);
}
