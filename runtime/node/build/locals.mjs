/**
 * Local variables become parameters that nobody passes.
 *
 * `e=>{let t=f(e);return t&&g(t)}` says `let` and `return` for what `(e,t)=>(t=f(e))&&g(t)` says with a comma. Each is set before
 * it is read, as it was before, so that what a caller passes too much changes nothing. A variable of a block or a loop moves where
 * no function inside keeps it, and where its name means nothing else around the block.
 */
import ts from 'typescript';

/** @param file - source with spoken names, of which no function is asked for its `length` */
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
  const lists = declarationsOf(node.body);
  const names = new Map();
  for (const list of lists) for (const name of namesOf(list)) names.set(name, [...names.get(name) ?? [], list]);
  const uses = usesOf(node);
  const isMoving = name => canMove(names.get(name), uses.get(name), node.body);
  const moving = lists.filter(list => isSet(list) && namesOf(list).every(isMoving));
  /* A name that one list holds back is held back for all. */
  const held = new Set(lists.filter(list => !moving.includes(list)).flatMap(namesOf));
  const free = moving.filter(list => namesOf(list).every(name => !held.has(name)));
  const added = [...new Set(free.flatMap(namesOf))].join(',');
  if (added === '') return [];
  return [...free.map(list => ({ start: list.getStart(file), end: list.declarations[0].getStart(file), by: '' })), ...parametersWith(node, added, file)];
}

/** The declarations of a function, not of those inside it. */
function declarationsOf(body) {
  const lists = [];
  const visit = node => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return;
    if (ts.isVariableDeclarationList(node)) lists.push(node);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return lists;
}

function namesOf({ declarations }) {
  const all = ({ name }) => (ts.isIdentifier(name) ? [name.text] : name.elements.filter(ts.isBindingElement).flatMap(all));
  return declarations.flatMap(all);
}

function isSet({ declarations, parent }) {
  const isOfLoop = ts.isForOfStatement(parent) || ts.isForInStatement(parent);
  return declarations.every(({ name, initializer }) => (initializer !== undefined || isOfLoop) && ts.isIdentifier(name));
}

/** Where each name is written in a function, as a variable's, and whether in a function inside it. */
function usesOf(node) {
  const uses = new Map();
  const visit = (child, isInside) => {
    if (ts.isIdentifier(child) && !isPropertyName(child)) uses.set(child.text, [...uses.get(child.text) ?? [], { at: child.pos, isInside }]);
    ts.forEachChild(child, next => visit(next, isInside || ts.isFunctionLike(child) || ts.isClassLike(child)));
  };
  ts.forEachChild(node, child => visit(child, false));
  return uses;
}

function isPropertyName(identifier) {
  const { parent } = identifier;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent) || ts.isClassElement(parent)) && parent.name === identifier;
}

function canMove(lists, uses, body) {
  const scopes = lists.map(scopeOf);
  if (scopes.length === 1 && scopes[0] === body) return uses.every(({ at }) => at >= body.pos);
  return uses.every(({ at, isInside }) => !isInside && scopes.filter(({ pos, end }) => pos <= at && at < end).length === 1);
}

/** The block or the loop that a declaration is known in. */
function scopeOf({ parent }) {
  return ts.isVariableStatement(parent) ? parent.parent : parent;
}

function parametersWith(node, names, file) {
  const last = node.parameters.at(-1);
  if (!last) return [insertion(node.parameters.pos, names)];
  const hasParentheses = node.getChildren(file).some(({ kind }) => kind === ts.SyntaxKind.OpenParenToken);
  return hasParentheses ? [insertion(last.end, `,${names}`)] : [insertion(last.getStart(file), '('), insertion(last.end, `,${names})`)];
}

function insertion(at, by) {
  return { start: at, end: at, by };
}
