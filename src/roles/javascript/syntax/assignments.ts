import type { Expression, MemberExpression } from 'acorn';
import { declaredIn, keyOf } from './patterns';
import { addName, addTo, type Assignment, type FunctionNode, type Scope, type Source, type SourceModule } from './scope';

/** Gives what was assigned to the names and properties it is for; after the whole file, since names may be declared further down. */
export function resolveAssignments(module: SourceModule): void {
  for (const assignment of module.assignments) resolve(assignment, module);
}

function resolve({ target, source, scope }: Assignment, module: SourceModule): void {
  switch (target.type) {
    case 'Property of': return toProperty(target.object, target.name, source, scope);
    case 'MemberExpression': return toMember(target, source, scope, module);
    case 'Identifier':
      nameFunction(source, target.name, module);
      scope.lookup(target.name)?.sources.push(source);
      return;
    case 'ObjectPattern':
    case 'ArrayPattern':
      if (source.kind !== 'expression') return;
      for (const { name, path, otherwise } of declaredIn(target)) scope.lookup(name)?.sources.push({ ...source, path, otherwise });
      return;
    default:
  }
}

function toMember(target: MemberExpression, source: Source, scope: Scope, module: SourceModule): void {
  const name = memberName(target);
  const { object } = target;
  if (name === undefined) return;
  nameFunction(source, name, module);
  if (object.type === 'ThisExpression' && scope.owner !== undefined) return addTo(scope.owner.fields, name, source);
  if (isModuleExports(object, scope)) return addTo(module.exports, name, source);
  if (isModuleExports(target, scope)) return addTo(module.exports, '*', source);
  if (object.type === 'Identifier') toProperty(object.name, name, source, scope);
}

function toProperty(object: string, name: string, source: Source, scope: Scope): void {
  const binding = scope.lookup(object);
  if (binding !== undefined) addTo(binding.members ??= new Map<string, Source[]>(), name, source);
  else if (object === 'exports') addTo(scope.module.exports, name, source);
}

/** `module.exports`, where `module` is no name of the file's own. */
function isModuleExports(node: Expression | { type: 'Super' }, scope: Scope): boolean {
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === 'module'
    && memberName(node) === 'exports' && scope.lookup('module') === undefined;
}

/** The name in `object.name` or `object['name']`. */
export function memberName({ property, computed }: MemberExpression): string | undefined {
  if (property.type === 'PrivateIdentifier') return `#${property.name}`;
  return keyOf({ key: property, computed });
}

function nameFunction(source: Source, name: string, module: SourceModule): void {
  const info = source.kind === 'expression' ? module.functions.get(source.node as FunctionNode) : undefined;
  if (info !== undefined) addName(info, name);
}
