import type { Intrinsic } from '../evaluate';
import { conditionKey, UNKNOWN } from '../value';

/** Both branches, each under its condition; only one where the condition is already assumed. */
export const evaluateIf: Intrinsic = (argument, scope, evaluate) => {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') return [{ value: UNKNOWN, when: scope.when }];
  const key = conditionKey(scope.template, argument[0]);
  const assumed = scope.when.get(key);
  return [true, false]
    .filter(holds => assumed === undefined || assumed === holds)
    .flatMap(holds => evaluate(argument[holds ? 1 : 2], { ...scope, when: new Map(scope.when).set(key, holds) }));
};
