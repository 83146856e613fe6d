/** Which name is shortened to which: the same in all files of the guard, since they hand objects to each other. */
import ts from 'typescript';
import { isGuards } from './program.mjs';

const FIRST = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ$_';
const LATER = `${FIRST}0123456789`;

/** @param names - that may be shortened */
export function shortNames(names, program) {
  const { counts, taken } = count(new Set(names), program);
  const short = unusedNames(taken);
  const cache = {};
  for (const name of [...names].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1))) cache[name] = short.next().value;
  return { pattern: new RegExp(`^(?:${names.join('|')})$`), cache };
}

/** How often each name is written, and which short names the source has already. */
function count(names, program) {
  const counts = new Map([...names].map(name => [name, 0]));
  const taken = new Set();
  const visit = node => {
    if (ts.isIdentifier(node) && names.has(node.text)) counts.set(node.text, counts.get(node.text) + 1);
    else if (ts.isIdentifier(node) && node.text.length <= 2) taken.add(node.text);
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (isGuards(file.fileName)) visit(file);
  return { counts, taken };
}

/** Names that are not taken, the shortest first. */
export function* unusedNames(taken) {
  for (const first of FIRST) if (!taken.has(first)) yield first;
  for (const first of FIRST) for (const second of LATER) if (!taken.has(first + second)) yield first + second;
}
