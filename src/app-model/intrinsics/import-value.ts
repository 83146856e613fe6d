import type { Intrinsic } from '../evaluate';
import { literalText, UNKNOWN } from '../value';

/** The exported expression, evaluated where it is written; unknown where the app has no such export. */
export const evaluateImport: Intrinsic = (argument, scope, evaluate) =>
  evaluate(argument, scope).flatMap(({ value, when }) => {
    const name = literalText(value);
    const exported = name === undefined ? undefined : scope.template.exports.get(name);
    if (exported === undefined) return [{ value: UNKNOWN, when }];
    return evaluate(exported.expression, { ...scope, template: exported.template, when });
  });
