import { scanShell } from './shell/scanner';
import { shellWords, type Word } from './shell/words';

/** What a child process is given: one text, and where its words stand in it. */
export interface ChildArguments {
  readonly text: string;
  /** The program's name is the first of each command; commands that print their arguments are left out. */
  readonly words: readonly Word[];
}

/** They print their arguments, whatever these look like. */
const PRINTERS = /(?:^|\/)(?:echo|printf)$/;

/** No argument can hold one. */
const BETWEEN = '\0';

/** The arguments of a program that is started without a shell, its name first. */
export function argumentsOf(argv: readonly string[]): ChildArguments {
  const words: Word[] = [];
  let start = 0;
  for (const value of argv) {
    words.push({ value, start, command: 0 });
    start += value.length + BETWEEN.length;
  }
  return { text: argv.join(BETWEEN), words: withoutPrinted(words) };
}

/** The arguments of the programs that a shell starts. */
export function argumentsInShell(command: string): ChildArguments {
  return { text: command, words: withoutPrinted(shellWords(command, scanShell(command))) };
}

function withoutPrinted(words: readonly Word[]): Word[] {
  let command: number | undefined;
  let isPrinter = false;
  return words.filter(word => {
    if (word.command !== command) isPrinter = PRINTERS.test(word.value);
    command = word.command;
    return !isPrinter;
  });
}

/** `--output=value`, `size=value`: programs take what follows as a path or a URL of its own. */
const NAME = /^-{0,2}[A-Za-z][\w-]*=/;

/** The argument, or the value in one that names it. */
export function valueIn({ value, start, command }: Word): Word {
  const name = NAME.exec(value)?.[0].length ?? 0;
  return name === 0 ? { value, start, command } : { value: value.slice(name), start: start + name, command };
}
