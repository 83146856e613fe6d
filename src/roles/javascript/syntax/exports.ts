import type { ExportAllDeclaration, ExportDefaultDeclaration, ExportNamedDeclaration, Identifier, Literal } from 'acorn';
import { declaredIn } from './patterns';
import { addTo, type Scope } from './scope';

/** Notes what a module exports by `export …`. */
export function noteExport(node: ExportNamedDeclaration | ExportDefaultDeclaration | ExportAllDeclaration, scope: Scope): void {
  const { module } = scope;
  if (node.type === 'ExportAllDeclaration') {
    const specifier = String(node.source.value);
    module.imports.push({ specifier, position: node.start });
    if (node.exported) addTo(module.exports, nameOf(node.exported), { kind: 'import', specifier, name: '*', scope });
    else module.exportsAllOf.push(specifier);
    return;
  }
  if (node.type === 'ExportDefaultDeclaration') return noteDefault(node, scope);
  for (const name of declaredBy(node)) addTo(module.exports, name, { kind: 'expression', node: identifier(name, node), scope, path: [] });
  if (node.source) module.imports.push({ specifier: String(node.source.value), position: node.start });
  for (const { local, exported } of node.specifiers) {
    const name = nameOf(exported);
    if (node.source) addTo(module.exports, name, { kind: 'import', specifier: String(node.source.value), name: nameOf(local), scope });
    else addTo(module.exports, name, { kind: 'expression', node: identifier(nameOf(local), node), scope, path: [] });
  }
}

function noteDefault({ declaration }: ExportDefaultDeclaration, scope: Scope): void {
  const { exports } = scope.module;
  if (declaration.type === 'FunctionDeclaration') addTo(exports, 'default', { kind: 'function', node: declaration, scope });
  else if (declaration.type === 'ClassDeclaration') addTo(exports, 'default', { kind: 'class', node: declaration, scope });
  else addTo(exports, 'default', { kind: 'expression', node: declaration, scope, path: [] });
}

function declaredBy({ declaration }: ExportNamedDeclaration): readonly string[] {
  if (!declaration) return [];
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => declaredIn(id).map(({ name }) => name));
  return [declaration.id.name];
}

function nameOf(node: Identifier | Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

function identifier(name: string, { start, end }: { start: number; end: number }): Identifier {
  return { type: 'Identifier', name, start, end };
}
