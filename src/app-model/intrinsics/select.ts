import { only, type Intrinsic } from '../evaluate';
import { literalText, UNKNOWN } from '../value';

/** One item of a list that is known; CDK uses it on ARNs whose text is not. */
export const evaluateSelect: Intrinsic = (argument, scope, evaluate) => {
  if (!Array.isArray(argument)) return only(UNKNOWN, scope);
  return evaluate(argument[0], scope).flatMap(({ value: at, when }) => {
    const index = Number(literalText(at) ?? NaN);
    return evaluate(argument[1], { ...scope, when }).flatMap(({ value: list, when: then }) => {
      if (list.kind !== 'list' || !(index in list.items)) return only(UNKNOWN, { when: then });
      return evaluate(list.items[index], { ...scope, template: list.template, when: then });
    });
  });
};

/** The pieces of a text that is wholly known. */
export const evaluateSplit: Intrinsic = (argument, scope, evaluate) => {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') return only(UNKNOWN, scope);
  const separator = argument[0];
  return evaluate(argument[1], scope).flatMap(({ value, when }) => {
    const text = literalText(value);
    if (text === undefined) return only(UNKNOWN, { when });
    return only({ kind: 'list', items: text.split(separator), template: scope.template }, { when });
  });
};
