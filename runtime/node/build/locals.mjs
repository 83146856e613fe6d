/**
 * Local constants become parameters that nobody passes.
 *
 * `t=>{let e=f(t);return e&&g(e)}` says `let` and `return` for what `(t,e)=>(e=f(t))&&g(e)` says with a comma. Each is set before
 * it is read, as it was before, so that what a caller passes too much changes nothing. Those of loops and branches stay.
 */
import ts from 'typescript';

/** @param file - source of which no function is asked for its `length` */
export function withLocalsAsParameters(file) {
  const edits = [];
  const visit = node => {
    if (takesMore(node)) edits.push(...moved(node, file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.sort((a, b) => b.start - a.start || b.end - a.end).reduce((text, { start, end, by }) => `${text.slice(0, start)}${by}${text.slice(end)}`, file.text);
}

function takesMore(node) {
  const isFunction = ts.isArrowFunction(node) || ts.isMethodDeclaration(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node) || ts.isConstructorDeclaration(node);
  return isFunction && node.body !== undefined && ts.isBlock(node.body) && !node.parameters.some(({ dotDotDotToken }) => dotDotDotToken);
}

function moved(node, file) {
  const { statements } = node.body;
  const moving = statements.filter(isMoving).map(({ declarationList }) => declarationList);
  const names = moving.flatMap(({ declarations }) => declarations.map(({ name }) => name.text)).join(',');
  if (names === '') return [];
  const undeclared = moving.map(list => ({ start: list.getStart(file), end: list.declarations[0].getStart(file), by: '' }));
  return [...undeclared, ...added(node, names, file)];
}

function added(node, names, file) {
  const last = node.parameters.at(-1);
  if (!last) return [insertion(node.parameters.pos, names)];
  const hasParentheses = node.getChildren(file).some(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  return hasParentheses ? [insertion(last.end, `,${names}`)] : [insertion(last.getStart(file), '('), insertion(last.end, `,${names})`)];
}

function insertion(at, by) {
  return { start: at, end: at, by };
}

function isMoving(statement) {
  return ts.isVariableStatement(statement) && statement.declarationList.declarations.every(({ name, initializer }) => initializer && ts.isIdentifier(name));
}
