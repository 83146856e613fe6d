import { check } from './check';
import { diff } from './diff';
import { HELP, NAME } from './help';
import { EXIT, type ExitCode, Failure, type Host, Misuse } from './host';
import { report } from './report';
import { visible } from '../src/report/inert-text';

const COMMANDS: ReadonlyMap<string, (args: readonly string[], host: Host) => ExitCode> = new Map([['check', check], ['report', report], ['diff', diff]]);
const NAMES = 'check, report or diff';

/**
 * The command line: `check`, `report`, `diff`, `--help`, `--version`. Never throws.
 *
 * @param args what stands after the command's name
 */
export function main(args: readonly string[], host: Host): ExitCode {
  try {
    return run(args, host);
  } catch (error) {
    host.err(`${NAME}: ${explain(error)}\n`);
    return EXIT.unusable;
  }
}

function explain(error: unknown): string {
  if (error instanceof Misuse) return visible(`${error.message}; see "${NAME} --help"`);
  if (error instanceof Failure) return visible(error.message);
  const lines = (error instanceof Error ? error.stack ?? error.message : String(error)).split('\n');
  return [...lines.map(visible), 'this is a bug: please report it'].join('\n');
}

function run(args: readonly string[], host: Host): ExitCode {
  const [command, ...rest] = args;
  const known = COMMANDS.get(command ?? '');
  if (known !== undefined) return known(rest, host);
  if (command === '--version' || command === '-v') {
    host.out(`${host.version}\n`);
    return EXIT.clean;
  }
  if (command === '--help' || command === '-h' || command === 'help') {
    host.out(HELP);
    return EXIT.clean;
  }
  throw new Misuse(command === undefined ? `no command given, expected ${NAMES}` : `there is no command '${command}', expected ${NAMES}`);
}
