import { valueIn, type ChildArguments } from './arguments';
import { searchText } from './search';
import type { Inspect } from './verdict';

/**
 * Schemes by which command line tools run commands, read local files or speak to services that know no HTTP.
 *
 * Sources: git-remote-ext(1) and git-remote-fd(1), curl(1) and its `--proto`, FFmpeg's protocols documentation, ImageMagick's
 * security policy page, PHP's list of protocols and wrappers. `file:` is a path, and judged as one.
 */
const SCHEME = /^(?:(?:ext|fd)::|(?:gopher|dict|tftp|telnet|jar|phar|php|expect|concat|subfile|msl|mvg|ephemeral|vid):|subfile,|(?:text|label|caption):[@/])/i;

const SHOWN = 60;

/** Prepares the arguments of child processes, then tells whether an input chose how a program reaches what it reads (CWE-88). */
export function inspectSchemes({ text, words }: ChildArguments): Inspect {
  const special = words.map(valueIn).filter(({ value }) => SCHEME.test(value));
  return input => {
    const needle = input.trim();
    const name = special.length === 0 ? undefined : SCHEME.exec(needle)?.[0];
    if (name === undefined) return undefined;
    const answer = searchText(text, needle, ({ start }) => {
      const isChosen = special.some(word => word.start === start);
      return isChosen ? { change: `chose how the program reads its argument, by ${name}: ${needle.slice(0, SHOWN)}` } : undefined;
    });
    return typeof answer === 'object' ? answer : undefined;
  };
}
