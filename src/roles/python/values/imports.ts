import type { Evaluator } from './evaluator';
import type { Value } from './value';
import type { SourceModule } from '../syntax/scope';

/** What an import gives to a name: something of an own file, or of a package. */
export function valuesOfImport(specifier: string, name: string | undefined, from: SourceModule, evaluator: Evaluator): readonly Value[] {
  const { project } = evaluator;
  const module = project.moduleOf(specifier, from);
  if (name === undefined) return [module === undefined ? project.packageNamed(specifier) : { kind: 'module', module }];
  const exported = module === undefined ? undefined : exportOf(module, name, evaluator);
  if (exported !== undefined) return exported;
  const inner = project.moduleOf(/\.$/.test(specifier) ? `${specifier}${name}` : `${specifier}.${name}`, from);
  if (inner !== undefined) return [{ kind: 'module', module: inner }];
  return specifier.startsWith('.') || module !== undefined ? [{ kind: 'unknown' }] : project.memberOfPackage(specifier, name);
}

/** What a file has by a name when it has run; `undefined` where it has none. */
export function exportOf(module: SourceModule, name: string, evaluator: Evaluator): readonly Value[] | undefined {
  const binding = module.top.named(name);
  if (binding !== undefined) return evaluator.valuesOf(binding, undefined, undefined);
  const starred = evaluator.project.starredName(name, module, evaluator);
  if (starred !== undefined) return starred;
  const inner = evaluator.project.moduleOf(`.${name}`, module);
  return inner === undefined ? undefined : [{ kind: 'module', module: inner }];
}
