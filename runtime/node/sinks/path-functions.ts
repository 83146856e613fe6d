/** A function of `fs` by what it takes; its `Sync` twin and the one of `fs.promises` take the same. */
export interface PathFunction {
  readonly name: string;
  /** How many of its first arguments are paths. */
  readonly paths: 1 | 2;
  /** Answers yes or no and has no error to tell. */
  readonly isTest?: boolean;
}

const ONE = [
  'access', 'appendFile', 'chmod', 'chown', 'lchmod', 'lchown', 'lstat', 'lutimes', 'mkdir', 'mkdtemp', 'mkdtempDisposable', 'open', 'opendir', 'readFile', 'readdir',
  'readlink', 'realpath', 'rm', 'rmdir', 'stat', 'statfs', 'truncate', 'unlink', 'utimes', 'watch', 'watchFile', 'writeFile',
] as const;

const TWO = ['copyFile', 'cp', 'link', 'rename', 'symlink'] as const;

/** Source: https://nodejs.org/api/fs.html; functions on file descriptors take no path. */
export const FUNCTIONS: readonly PathFunction[] = [
  ...ONE.map(name => ({ name, paths: 1 as const })),
  ...TWO.map(name => ({ name, paths: 2 as const })),
  { name: 'exists', paths: 1, isTest: true },
];
