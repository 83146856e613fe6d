/** The guard's modules and the contract that they share with the construct library, as TypeScript knows them. */
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const room = join(dirname(fileURLToPath(import.meta.url)), '..');

export function guardProgram() {
  const { config } = ts.readConfigFile(join(room, 'tsconfig.json'), ts.sys.readFile);
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, room);
  return ts.createProgram(fileNames, options);
}

/** Whether a file is the guard's own. */
export function isGuards(path) {
  return path.startsWith(`${room}${sep}`);
}
