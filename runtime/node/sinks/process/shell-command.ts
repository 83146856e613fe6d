/** Shells by the name of their file. */
const SHELL = /(?:^|\/)(?:ba|da|a|z|k|mk)?sh$/;
const COMMAND_FLAG = /^-[a-z]*c$/;

/**
 * The command line that a shell would read, where an argument vector starts one: `sh -c COMMAND`, also behind `env`,
 * `nice`, `xargs` and the like. Undefined where no shell reads anything.
 */
export function shellCommand(argv: readonly string[]): string | undefined {
  const shell = argv.findIndex(word => SHELL.test(word));
  if (shell < 0) return undefined;
  const flag = argv.findIndex((word, index) => index > shell && COMMAND_FLAG.test(word));
  return flag < 0 ? undefined : argv[flag + 1];
}
