/**
 * What esbuild leaves longer than it has to be: functions of the file's own scope become arrow functions, fields that the
 * constructor sets anyway are not declared, and terser does the rest.
 */
import { minify } from 'terser';
import ts from 'typescript';
import { withNamedRepeats } from './repeats.mjs';

/**
 * @param code - one of the guard's files, with nothing but its own names in its outermost scope
 * @param shortened - the long names of which esbuild has left none but those below
 */
export async function compact(code, shortened) {
  const { code: short } = await minify(withArrows(withoutSetFields(code, shortened)), {
    module: true,
    ecma: 2022,
    /* A function put in the place of its only call is made anew by every call. */
    compress: { passes: 3, keep_fargs: false, pure_getters: true, reduce_funcs: false, inline: 1 },
  });
  return `${withNamedRepeats(parse(short))}\n`;
}

const parse = code => ts.createSourceFile('guard.js', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.JS);

/** esbuild declares what TypeScript declares in a constructor's parameters a second time, as a field, and forgets to shorten its name there. */
function withoutSetFields(code, shortened) {
  const cuts = [];
  const visit = node => {
    if (ts.isClassLike(node)) cuts.push(...setFields(node, shortened).map(({ pos, end }) => [pos, end]));
    ts.forEachChild(node, visit);
  };
  visit(parse(code));
  return cuts.sort(([a], [b]) => b - a).reduce((text, [start, end]) => text.slice(0, start) + text.slice(end), code);
}

function setFields({ members }, shortened) {
  const constructor = members.find(ts.isConstructorDeclaration);
  const set = new Set([...shortened, ...constructor?.body?.statements.flatMap(({ expression }) => (expression ? assigned(expression) : [])) ?? []]);
  return members.filter(member => ts.isPropertyDeclaration(member) && !member.initializer && !member.modifiers && set.has(member.name.getText()));
}

/** Names of what an expression sets on `this`, whatever else happens. */
function assigned(expression) {
  if (!ts.isBinaryExpression(expression)) return [];
  const { left, operatorToken: { kind }, right } = expression;
  if (kind === ts.SyntaxKind.CommaToken) return [...assigned(left), ...assigned(right)];
  return kind === ts.SyntaxKind.EqualsToken && ts.isPropertyAccessExpression(left) && left.expression.kind === ts.SyntaxKind.ThisKeyword ? [left.name.text] : [];
}

/** Functions are there before anything runs, so that the arrow functions come first. */
function withArrows(code) {
  const file = parse(code);
  const arrows = [];
  const others = [];
  for (const statement of file.statements) {
    if (ts.isFunctionDeclaration(statement) && isArrow(statement)) arrows.push(asArrow(code, statement));
    else others.push(code.slice(statement.pos, statement.end));
  }
  return arrows.length === 0 ? code : `var ${arrows.join(',')};${others.join('\n')}`;
}

/** What has no `this`, no `arguments` and no `yield` of its own; the guard constructs classes alone. */
function isArrow({ asteriskToken, parameters, body }) {
  return !asteriskToken && ![...parameters, body].some(hasOwnScope);
}

function hasOwnScope(node) {
  if (node.kind === ts.SyntaxKind.ThisKeyword || ts.isMetaProperty(node) || (ts.isIdentifier(node) && node.text === 'arguments')) return true;
  if (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isClassLike(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node)) return false;
  return ts.forEachChild(node, child => hasOwnScope(child) || undefined) ?? false;
}

function asArrow(code, { name, modifiers, parameters, body }) {
  const async = modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ? 'async' : '';
  return `${name.text}=${async}(${code.slice(parameters.pos, parameters.end)})=>${code.slice(body.pos, body.end)}`;
}
