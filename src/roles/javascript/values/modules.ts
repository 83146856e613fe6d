import type { Evaluator } from './evaluator';
import { NOTHING, UNKNOWN_VALUES, alternatives, type Value } from './value';
import { literalOf, type Text } from '../../text';
import { isKnownPackage } from '../sdk/packages';
import type { Scope, SourceModule } from '../syntax/scope';

/** What a name imported from a module can be; `*` is the module itself. */
export function valuesOfImport(specifier: Text, name: string, scope: Scope, evaluator: Evaluator): readonly Value[] {
  const literal = literalOf(specifier);
  if (literal === undefined) return UNKNOWN_VALUES;
  const value = moduleValue(literal, scope, evaluator);
  if (value === undefined) return UNKNOWN_VALUES;
  if (name === '*') return value.kind === 'module' ? wholeOf(value.module, evaluator) : [value];
  return value.kind === 'module' ? exportOf(value.module, name, evaluator) : evaluator.member(value, name);
}

function moduleValue(specifier: string, scope: Scope, evaluator: Evaluator): Value | undefined {
  if (specifier === 'process' || specifier === 'node:process') return { kind: 'process' };
  if (isKnownPackage(specifier)) return { kind: 'package', name: specifier };
  const module = evaluator.project.moduleOf(specifier, scope.module.file);
  return module === undefined ? undefined : { kind: 'module', module };
}

/** What `require` gives: the module's exports, or what `module.exports` was set to. */
function wholeOf(module: SourceModule, evaluator: Evaluator): readonly Value[] {
  const whole = module.exports.get('*');
  return whole === undefined ? [{ kind: 'module', module }] : evaluator.valuesOfSources(whole);
}

/** What a module exports by a name. */
export function exportOf(module: SourceModule, name: string, evaluator: Evaluator): readonly Value[] {
  const own = module.exports.get(name);
  if (own !== undefined) return evaluator.valuesOfSources(own);
  const whole = module.exports.get('*');
  if (whole !== undefined) {
    const values = evaluator.valuesOfSources(whole);
    return name === 'default' ? values : alternatives(values.flatMap(value => value.kind === 'module' && value.module === module ? [NOTHING] : evaluator.member(value, name)));
  }
  for (const specifier of module.exportsAllOf) {
    const found = valuesOfImport([{ kind: 'literal', text: specifier }], name, module.top, evaluator).filter(({ kind }) => kind !== 'nothing' && kind !== 'unknown');
    if (found.length > 0) return found;
  }
  // `import aws from './aws.js'`, where that is a CommonJS module compiled from ES.
  return name === 'default' && module.exports.size > 0 ? [{ kind: 'module', module }] : [NOTHING];
}
