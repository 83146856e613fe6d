import { relative, sep } from 'node:path';
import type { AssemblyStack } from './assembly';

/** A file to be judged. */
export interface Located {
  /** Absolute. @default - standard input */
  readonly path?: string;
  /** As reports call it. */
  readonly file: string;
  /** Whether somebody named it; what a directory holds besides templates is left out without a word. */
  readonly named: boolean;
  /** What a cloud assembly says about it. */
  readonly stack?: AssemblyStack;
}

/** Relative to the working directory, with forward slashes; absolute where it lies outside. */
export function shownPath(path: string, cwd: string): string {
  const inside = relative(cwd, path);
  const isInside = inside !== '' && inside.split(sep)[0] !== '..' && inside !== path;
  return (isInside ? inside : path).split(sep).join('/');
}
