import type { ChildArguments } from './arguments';
import { fragments } from './fragments';
import { countBefore } from './places';
import { searchText, type Answer } from './search';
import type { Word } from './shell/words';
import type { Inspect } from './verdict';

/** An input without one, at its beginning or where apps cut it, brings no option. */
const MAY_HOLD_OPTION = /(?:^|[\s/:=,?&#|])-{1,2}[A-Za-z]/;

/** `-x`, `-xvalue`, `--name`, `--name=value`; a negative number or a lone dash is a value. */
const OPTION = /^-{1,2}[A-Za-z]/;

/** Behind an option of the app's, which may take what follows as its value: identifiers may begin with a dash, but are no such word. */
const UNMISTAKABLE = /^--[a-z]+(?:-[a-z]+)*(?:=|$)/;

/** Where options end (POSIX.1-2017, Utility Syntax Guidelines, guideline 10). */
const END_OF_OPTIONS = '--';

const SHOWN = 60;

/**
 * Prepares the arguments of child processes, then tells whether an input became an option (CWE-88).
 *
 * A program reads a word that begins with a dash as an option, quoted or not: `--output=…` in the place of a file's name
 * needs no metacharacter. An option is the input's where the word begins with it, or where the input brought the blank before.
 */
export function inspectOptions({ text, words }: ChildArguments): Inspect {
  const options = optionsIn(words);
  return input => {
    if (options.length === 0 || !MAY_HOLD_OPTION.test(input)) return undefined;
    const answer = search(text, options, input.trimEnd());
    if (answer !== 'absent') return typeof answer === 'object' ? answer : undefined;
    for (const part of fragments(input)) {
      const found = part.startsWith('-') ? search(text, options, part) : undefined;
      if (typeof found === 'object') return found;
    }
    return undefined;
  };
}

function search(text: string, options: readonly Word[], needle: string): Answer {
  const bringsBlank = /\s/.test(needle);
  return searchText(text, needle, ({ start, end }) => {
    const option = options[countBefore(options, word => word.start < start)];
    if (!option || option.start >= end) return undefined;
    const isBrought = option.start === start ? needle.startsWith('-') : bringsBlank;
    return isBrought ? { change: `became an option of the program: ${option.value.slice(0, SHOWN)}` } : undefined;
  });
}

/** The words that their programs read as options. */
function optionsIn(words: readonly Word[]): Word[] {
  const options: Word[] = [];
  let before: Word | undefined;
  let takesOptions = false;
  for (const word of words) {
    if (before?.command !== word.command) takesOptions = true;
    else if (word.value === END_OF_OPTIONS) takesOptions = false;
    else if (takesOptions && isOption(word, before)) options.push(word);
    before = word;
  }
  return options;
}

function isOption({ value }: Word, before: Word): boolean {
  return OPTION.test(value) && (!OPTION.test(before.value) || before.value.includes('=') || UNMISTAKABLE.test(value));
}
