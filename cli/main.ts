import { check } from './check';
import { HELP, NAME } from './help';
import { EXIT, type ExitCode, type Host, Misuse } from './host';
import { visible } from '../src/report/inert-text';

/**
 * The command line: `check`, `--help`, `--version`. Never throws.
 *
 * @param args what stands after the command's name
 */
export function main(args: readonly string[], host: Host): ExitCode {
  try {
    return run(args, host);
  } catch (error) {
    if (error instanceof Misuse) host.err(visible(`${NAME}: ${error.message}; see "${NAME} --help"`).concat('\n'));
    else host.err(`${NAME}: ${visible(error instanceof Error ? error.stack ?? error.message : String(error)).replaceAll('\\u{a}', '\n')}\nThis is a bug: please report it.\n`);
    return EXIT.unusable;
  }
}

function run(args: readonly string[], host: Host): ExitCode {
  const [command, ...rest] = args;
  if (command === 'check') return check(rest, host);
  if (command === '--version' || command === '-v') {
    host.out(`${host.version}\n`);
    return EXIT.clean;
  }
  if (command === '--help' || command === '-h' || command === 'help') {
    host.out(HELP);
    return EXIT.clean;
  }
  throw new Misuse(command === undefined ? 'no command given, expected check' : `there is no command '${command}', expected check`);
}
