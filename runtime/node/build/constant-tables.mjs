/**
 * Puts constants in the place of their names.
 *
 * `CODE.tab` of `export const CODE = { tab: 9, … } as const` costs a look-up and a name at each use, `9` costs neither. The
 * table itself is left out where nobody lists it or hands it on.
 */
import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A function that gives a file's source with its constants in place. */
export function constantTables(program, isOwn) {
  const constants = constantsByFile(program, isOwn);
  return path => (constants.get(path) ?? []).reduceRight((text, { start, end, value }) => `${text.slice(0, start)}${value}${text.slice(end)}`, readFileSync(path, 'utf8'));
}

/** Uses of constants in the order of each file's text. */
function constantsByFile(program, isOwn) {
  const checker = program.getTypeChecker();
  const constants = new Map();
  const visit = (node, found) => {
    const value = ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression) ? constant(checker, node) : undefined;
    if (value === undefined) ts.forEachChild(node, child => visit(child, found));
    else found.push({ start: node.getStart(), end: node.end, value });
  };
  for (const file of program.getSourceFiles()) {
    if (!isOwn(file.fileName)) continue;
    const found = [];
    visit(file, found);
    if (found.length > 0) constants.set(file.fileName, found);
  }
  return constants;
}

/** The source of what a member of a table is; undefined for anything else. */
function constant(checker, { expression, name }) {
  const table = tableOf(checker, expression);
  const member = table?.properties.find(property => property.name?.getText() === name.text);
  if (!member || !ts.isPropertyAssignment(member) || !isConstant(member.initializer)) return undefined;
  return `(${member.initializer.getText()})`;
}

function tableOf(checker, identifier) {
  if (!/^[A-Z][A-Z_]+$/.test(identifier.text)) return undefined;
  const found = checker.getSymbolAtLocation(identifier);
  const symbol = found && (found.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(found) : found;
  const initializer = symbol?.valueDeclaration?.initializer;
  const isTable = initializer && ts.isAsExpression(initializer) && initializer.type.getText() === 'const' && ts.isObjectLiteralExpression(initializer.expression);
  return isTable ? initializer.expression : undefined;
}

function isConstant(node) {
  if (ts.isBinaryExpression(node)) return isConstant(node.left) && isConstant(node.right);
  return ts.isNumericLiteral(node) || ts.isStringLiteral(node);
}
