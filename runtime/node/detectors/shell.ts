import { FoldedText, includesFolded } from './folded-text';
import { fragments } from './fragments';
import { searchText, type Occurrence } from './search';
import { describe } from './shell/describe';
import { literalText } from './shell/literal-text';
import { MARK, firstMark, startsCommand, type ShellSyntax } from './shell/marks';
import { scanShell } from './shell/scanner';
import type { Inspect, Verdict } from './verdict';

/** Inputs without any of these can only choose the command. */
const SYNTAX = /["#$&'()*;<>?[\\\]`{|}~\n]/;

/** `|`, `&&`, `*`: an input this short without a letter or digit says nothing, and apps write the same. */
const LONGEST_BARE_OPERATOR = 3;
const LETTER_OR_DIGIT = /[\w\u0080-\uffff]/;

/** Blanks before a command that are stepped over. */
const BLANKS = 16;

/** Occurrences with evidence that could be chance which are looked into; each costs one more reading of the command. */
const DOUBTS = 8;

/**
 * Prepares a command line as `sh -c` receives it, then tells what an input changed in it.
 *
 * The command line is read once and each character that does something is marked. An input that holds none of them
 * stands for itself: it is part of a word, or of several. `docs/detection.md` has the rules.
 */
export function inspectShell(command: string): Inspect {
  const inspected = new CommandLine(command);
  return input => inspected.inspect(input);
}

/** A command line with what is derived from it once, when the first input is found in it. */
class CommandLine {
  private syntaxRead?: ShellSyntax;
  private literal?: string;
  private folded?: FoldedText;
  private doubts = 0;

  constructor(private readonly text: string) {}

  /** Looks for the input as it came, then with case and whitespace changed, then for parts of it. */
  inspect(input: string): Verdict | undefined {
    const needle = trimBlanks(input);
    if (!SYNTAX.test(needle)) return this.inspectWords(needle);
    this.doubts = 0;
    let answer = searchText(this.text, needle, occurrence => this.judge(occurrence, needle, false));
    if (answer === 'absent') answer = (this.folded ??= new FoldedText(this.text)).search(needle, occurrence => this.judge(occurrence, needle, true));
    if (answer === 'absent') return this.inspectFragments(needle);
    return answer === 'harmless' ? undefined : answer;
  }

  private inspectFragments(input: string): Verdict | undefined {
    for (const part of fragments(input)) {
      if (!SYNTAX.test(part)) continue;
      const answer = searchText(this.text, part, occurrence => this.judge(occurrence, part, false));
      if (typeof answer === 'object') return answer;
    }
    return undefined;
  }

  /** Words without syntax act where a command's name stands; a single one that is no more than that could be chance. */
  private inspectWords(input: string): Verdict | undefined {
    if (!input.includes(' ')) return input.length > 0 && input === this.text.trim() ? this.choseCommand(input) : undefined;
    const answer = searchText(this.text, input, ({ start }) => {
      return followsOperator(this.text, start) && startsCommand(this.syntax, start) ? this.choseCommand(input) : undefined;
    });
    return typeof answer === 'object' ? answer : undefined;
  }

  private choseCommand(input: string): Verdict {
    return { change: `chose the command: ${input.slice(0, 40)}` };
  }

  private get syntax(): ShellSyntax {
    return this.syntaxRead ??= scanShell(this.text);
  }

  private judge(occurrence: Occurrence, input: string, changed: boolean): Verdict | undefined {
    const { positions, marks } = this.syntax;
    const { start, end } = occurrence;
    let doubtful = -1;
    for (let index = firstMark(this.syntax, start); index < positions.length && positions[index] < end; index++) {
      if (marks[index] === MARK.quote || marks[index] === MARK.escape) doubtful = doubtful === -1 ? index : doubtful;
      else if (!isBareOperator(input)) return this.verdict(index, end);
    }
    if (doubtful !== -1 && !this.isAppText(occurrence, input, changed)) return this.verdict(doubtful, end);
    return input.length === this.text.length && startsCommand(this.syntax, start) ? this.choseCommand(input) : undefined;
  }

  private verdict(index: number, end: number): Verdict {
    return { change: describe(this.text, this.syntax.marks[index], this.syntax.positions[index], end) };
  }

  /**
   * Whether quotes in an occurrence are the app's: it quoted the input, so that the words hold it as it came, or the
   * command line would be left open with a plain word in its place.
   */
  private isAppText({ start, end }: Occurrence, input: string, changed: boolean): boolean {
    if (this.doubts++ >= DOUBTS) return true;
    this.literal ??= literalText(this.text, this.syntax);
    if (this.literal.includes(input) || (changed && includesFolded(this.literal, input))) return true;
    return !scanShell(`${this.text.slice(0, start)}x${this.text.slice(end)}`).closed;
  }
}

/** Whether a command can start here at all: cheap, and false for an argument, before the whole command line is read. */
function followsOperator(text: string, start: number): boolean {
  let before = start - 1;
  while (start - before < BLANKS && (text[before] === ' ' || text[before] === '\t')) before--;
  return before < 0 || ';&|(`\n \t'.includes(text[before]);
}

/** Whitespace around an input parts words and no more, but for a newline before it, which ends a command. */
function trimBlanks(input: string): string {
  let start = 0;
  while (input[start] === ' ' || input[start] === '\t') start++;
  return input.slice(start).trimEnd();
}

function isBareOperator(input: string): boolean {
  return input.length <= LONGEST_BARE_OPERATOR && !LETTER_OR_DIGIT.test(input);
}
