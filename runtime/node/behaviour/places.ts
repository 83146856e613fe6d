import path from 'node:path';

const { apply } = Reflect;
const { basename, dirname, resolve } = path;
const { exec } = RegExp.prototype;
const { startsWith, slice } = String.prototype;

/* What a hostile module may have replaced is not asked. */
export const begins = (text: string, start: string): boolean => apply(startsWith, text, [start]) as boolean;
export const matches = (pattern: RegExp, text: string): boolean => apply(exec, pattern, [text]) !== null;

/** Other names of the root, and of the working directory. */
const PROC_LINK = /^\/proc\/(?:self|thread-self|\d+)(?:\/task\/\d+)?\/(root|cwd)(?=\/|$)/;
const MAX_LINKS = 8;

/** The absolute path that a path leads to, without asking the disk. */
export function place(text: string, from = '.'): string {
  let at = resolve(from, text);
  for (let count = 0; count < MAX_LINKS; count++) {
    const link = apply(exec, PROC_LINK, [at]) as RegExpExecArray | null;
    if (!link) break;
    at = resolve(link[1] === 'root' ? '/' : '.', `.${apply(slice, at, [link[0].length]) as string}`);
  }
  return at;
}

export const folderOf = (text: string): string => dirname(text);
export const nameOf = (text: string): string => basename(text);

/** Whether a path is a folder, or lies in it. */
export function isWithin(at: string, folder: string): boolean {
  return at === folder || begins(at, folder === '/' ? folder : `${folder}/`);
}
