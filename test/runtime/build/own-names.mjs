/** Prints which names of sources, given as JSON on standard input, the build would shorten. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { ownNames } from '../../../runtime/node/build/own-names.mjs';

const FILE = '/guard/source.ts';
const OPTIONS = { target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts'], types: [], strict: true };
const libraries = new Map();

function programOf(source) {
  const host = ts.createCompilerHost(OPTIONS);
  const { getSourceFile, fileExists, readFile } = host;
  const isFixture = path => path === FILE;
  return ts.createProgram([FILE], OPTIONS, {
    ...host,
    fileExists: path => isFixture(path) || fileExists(path),
    readFile: path => (isFixture(path) ? source : readFile(path)),
    getSourceFile: (path, target) => {
      if (isFixture(path)) return ts.createSourceFile(path, source, target, true);
      if (!libraries.has(path)) libraries.set(path, getSourceFile(path, target));
      return libraries.get(path);
    },
  });
}

const sources = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(sources.map(source => ownNames(programOf(source), path => path === FILE))));
