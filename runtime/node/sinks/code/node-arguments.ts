const NODE = /(?:^|[\\/])node(?:js)?(?:\.exe)?$/;

/** `-e`, `-p`, `-pe`, `--eval`, `--print`, and the code behind the sign of equality. */
const EVALUATE = /^(?:-p?e|-p|--eval|--print)$/;
const EVALUATE_WITH = /^--(?:eval|print)=/;

/** The code that a command line hands to `node` as an argument. */
export function codeOfNode([program, ...args]: readonly string[]): string | undefined {
  if (!NODE.test(program)) return undefined;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at];
    if (EVALUATE_WITH.test(arg)) return arg.slice(arg.indexOf('=') + 1);
    if (EVALUATE.test(arg)) return args.slice(at + 1).find(next => !next.startsWith('-'));
    /* Behind a script its own arguments follow. */
    if (!arg.startsWith('-')) return undefined;
  }
  return undefined;
}
