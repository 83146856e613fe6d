import { FoldedText } from './folded-text';
import { fragments } from './fragments';
import { searchText, type Occurrence } from './search';
import { isLiteralValue, isWholeWithout } from './sql/app-text';
import { describe, describeEscape } from './sql/describe';
import { containingToken, endsInEscape, escapesNext, readEvidence } from './sql/evidence';
import { LEXICAL_RULES, type SqlDialect } from './sql/rules';
import { tokenize, type Tokenize } from './sql/tokenizer';
import type { Token } from './sql/tokens';
import { weigh, type Weight } from './sql/weight';
import type { Inspect, Verdict } from './verdict';

export type { SqlDialect } from './sql/rules';

/** A value of letters and digits is one token wherever it stands. */
const MORE_THAN_A_WORD = /[^\w$]/;

/** Occurrences with evidence that could be chance which are looked into; each costs one more reading of the statement. */
const DOUBTS = 8;

/**
 * Prepares a statement as the server receives it, then tells what an input changed in it.
 *
 * The statement is cut into tokens by the dialect's rules. An input may be the content of one token, or a value, a name
 * or a list of them; an input that holds more of the statement's tokens changed it. `docs/detection.md` has the rules.
 */
export function inspectSql(statement: string, dialect: SqlDialect): Inspect {
  return inspectTokens(statement, text => tokenize(text, LEXICAL_RULES[dialect]));
}

/**
 * The same for any language that is cut into tokens of these kinds.
 *
 * @param isStanding - the text is mostly the app's own and long: a short input stands in it by chance, so that it has to
 * close a literal or to hold more
 */
export function inspectTokens(text: string, tokenizeText: Tokenize, isStanding = false): Inspect {
  const inspected = new Statement(text, tokenizeText, isStanding);
  return input => MORE_THAN_A_WORD.test(input) ? inspected.inspect(input) : undefined;
}

/** A statement with what is derived from it once, when the first input is found in it. */
class Statement {
  private tokensRead?: readonly Token[];
  private folded?: FoldedText;
  private doubts = 0;

  constructor(private readonly text: string, private readonly tokenizeText: Tokenize, private readonly isStanding: boolean) {}

  /** Looks for the input as it came, then with case, whitespace and escapes changed, then for parts of it. */
  inspect(input: string): Verdict | undefined {
    this.doubts = 0;
    let answer = searchText(this.text, input, occurrence => this.judge(occurrence, input, false));
    if (answer === 'absent') answer = (this.folded ??= new FoldedText(this.text)).search(input, occurrence => this.judge(occurrence, input, true));
    if (answer === 'absent') return this.inspectFragments(input);
    return answer === 'harmless' ? undefined : answer;
  }

  private inspectFragments(input: string): Verdict | undefined {
    for (const part of fragments(input)) {
      if (!MORE_THAN_A_WORD.test(part)) continue;
      const answer = searchText(this.text, part, occurrence => this.judge(occurrence, part, false));
      if (typeof answer === 'object') return answer;
    }
    return undefined;
  }

  private judge(occurrence: Occurrence, input: string, changed: boolean): Verdict | undefined {
    const tokens = this.tokensRead ??= this.tokenizeText(this.text);
    const token = containingToken(tokens, occurrence);
    if (token) return this.judgeContent(token, occurrence);
    const evidence = readEvidence(tokens, occurrence);
    const weight = weigh(this.text, tokens, evidence);
    if (weight === 'none' || ((changed || this.isStanding) && weight !== 'conclusive' && !evidence.closes)) return undefined;
    if (weight !== 'conclusive' && this.isAppText(occurrence, tokens, input, weight)) return undefined;
    return { change: describe(this.text, tokens, evidence) };
  }

  private judgeContent(token: Token, occurrence: Occurrence): Verdict | undefined {
    if (!endsInEscape(this.text, occurrence) || this.doubts++ >= DOUBTS || !escapesNext(this.text, token, occurrence)) return undefined;
    return isWholeWithout(this.text, occurrence, this.tokenizeText) ? { change: describeEscape(this.text, token) } : undefined;
  }

  private isAppText(occurrence: Occurrence, tokens: readonly Token[], input: string, weight: Weight): boolean {
    if (this.doubts++ >= DOUBTS) return true;
    return (weight === 'delimiters' && isLiteralValue(this.text, tokens, input)) || !isWholeWithout(this.text, occurrence, this.tokenizeText);
  }
}
