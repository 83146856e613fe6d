/**
 * What is written often gets a short name: strings, `undefined`, and the language's own objects.
 *
 * Those are so taken when the guard is loaded, before anybody could put others in their place.
 */
import ts from 'typescript';
import { unusedNames } from './short-names.mjs';

const GLOBALS = new Set(['Array', 'Buffer', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Reflect', 'Set', 'String', 'Uint8Array', 'Uint32Array', 'globalThis', 'process']);

/** @param file - one of the guard's files, with nothing but short names of its own */
export function withNamedRepeats(file) {
  const { places, taken } = survey(file);
  const free = unusedNames(taken);
  const named = [];
  const edits = [];
  for (const [text, found] of [...places].sort(([a, { length: m }], [b, { length: n }]) => b.length * n - a.length * m)) {
    if (found.length * (text.length - NAME) <= text.length + NAME + ', ='.length) continue;
    const name = free.next().value;
    named.push(`${name}=${text}`);
    for (const node of found) edits.push({ start: node.getStart(file), end: node.end, by: name });
  }
  const code = edits.sort((a, b) => b.start - a.start).reduce((text, { start, end, by }) => `${text.slice(0, start)}${gap(text[start - 1])}${by}${gap(text[end])}${text.slice(end)}`, file.text);
  return named.length === 0 ? code : `const ${named.join(',')};${code}`;
}

/** No names, though they are as short. */
const KEYWORDS = ['as', 'do', 'if', 'in', 'of'];

/** How long a name is that is still free. */
const NAME = 2;

/** A string may stand beside a word, a name may not. */
function gap(neighbour = '') {
  return /[\w$]/.test(neighbour) ? ' ' : '';
}

function survey(file) {
  const places = new Map();
  const taken = new Set(KEYWORDS);
  const visit = node => {
    if (ts.isIdentifier(node)) taken.add(node.text);
    const isRepeatable = ts.isStringLiteral(node) ? isValue(node) : isUndefined(node) || isGlobal(node);
    if (isRepeatable) places.set(node.getText(file), [...places.get(node.getText(file)) ?? [], node]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { places, taken };
}

/** Not a name of a property or of a module, and not a type, which engines compare by itself. */
function isValue(node) {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) return !ts.isTypeOfExpression(parent.left) && !ts.isTypeOfExpression(parent.right);
  if (ts.isCallExpression(parent)) return parent.expression.getText() !== 'require';
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  return !ts.isElementAccessExpression(parent) && !ts.isImportDeclaration(parent) && !ts.isExpressionStatement(parent);
}

function isUndefined(node) {
  return ts.isVoidExpression(node) && node.expression.getText() === '0';
}

function isGlobal(node) {
  if (!ts.isIdentifier(node) || !GLOBALS.has(node.text)) return false;
  const { parent } = node;
  return !(ts.isPropertyAccessExpression(parent) && parent.name === node) && !(ts.isObjectLiteralElementLike(parent) && parent.name === node);
}
