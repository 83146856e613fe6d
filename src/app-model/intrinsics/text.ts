import { MAX_POSSIBILITIES, only, type Evaluate, type Intrinsic, type Scope } from '../evaluate';
import { asObject } from '../json';
import { UNKNOWN, type Assumptions, type Possibility, type TextPart, type Value } from '../value';
import { splitAttribute } from './reference';

/** A text as far as it is joined; its own list grows until an alternative makes it two. */
interface Joined {
  readonly parts: TextPart[];
  readonly when: Assumptions;
}

/** The pieces in order; literal fragments stay known beside unknown ones. */
export const evaluateJoin: Intrinsic = (argument, scope, evaluate) => {
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') return only(UNKNOWN, scope);
  const separator = argument[0];
  return evaluate(argument[1], scope).flatMap(({ value, when }) => {
    if (value.kind !== 'list') return only(UNKNOWN, { when });
    return joinAll(value.items, separator, { ...scope, template: value.template, when }, evaluate);
  });
};

/** `${Name}`, `${Resource.Attribute}`, `${!Literal}`, and the variables of the long form. */
export const evaluateSub: Intrinsic = (argument, scope, evaluate) => {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  if (typeof text !== 'string') return only(UNKNOWN, scope);
  const pieces = text.split(/(\$\{[^}]*\})/).filter(piece => piece !== '').map(piece => subExpression(piece, asObject(variables)));
  return joinAll(pieces, '', scope, evaluate);
};

function subExpression(piece: string, variables: Readonly<Record<string, unknown>>): unknown {
  if (!piece.startsWith('${') || !piece.endsWith('}')) return piece;
  const name = piece.slice(2, -1).trim();
  if (name.startsWith('!')) return `\${${name.slice(1)}}`;
  if (Object.hasOwn(variables, name)) return variables[name];
  const [logicalId] = splitAttribute(name);
  return logicalId === undefined ? { Ref: name } : { 'Fn::GetAtt': name };
}

function joinAll(items: readonly unknown[], separator: string, scope: Scope, evaluate: Evaluate): readonly Possibility[] {
  let joined: readonly Joined[] = [{ parts: [], when: scope.when }];
  for (const [index, item] of items.entries()) {
    const before: readonly TextPart[] = index === 0 || separator === '' ? [] : [{ kind: 'literal', text: separator }];
    const [single] = joined;
    joined = single !== undefined && joined.length === 1
      ? append(single, before, item, scope, evaluate)
      : joined.flatMap(text => append(text, before, item, scope, evaluate));
    if (joined.length > MAX_POSSIBILITIES) return only(UNKNOWN, scope);
  }
  return joined.map(({ parts, when }) => ({ value: textOf(parts), when }));
}

function append(text: Joined, before: readonly TextPart[], item: unknown, scope: Scope, evaluate: Evaluate): readonly Joined[] {
  if (typeof item === 'string') return extended(text, before, [{ kind: 'literal', text: item }], text.when);
  const found = evaluate(item, text.when === scope.when ? scope : { ...scope, when: text.when });
  const [single] = found;
  if (single !== undefined && found.length === 1) return extended(text, before, partsOf(single.value), single.when);
  return found.map(({ value, when }) => ({ parts: [...text.parts, ...before, ...partsOf(value)], when }));
}

function extended(text: Joined, before: readonly TextPart[], more: readonly TextPart[], when: Assumptions): readonly Joined[] {
  text.parts.push(...before, ...more);
  return [when === text.when ? text : { parts: text.parts, when }];
}

function partsOf(value: Value): readonly TextPart[] {
  if (value.kind === 'scalar') return [{ kind: 'literal', text: String(value.value) }];
  if (value.kind === 'text') return value.parts;
  if (value.kind === 'reference') return [value];
  if (value.kind === 'absent') return [];
  return [{ kind: 'unknown' }];
}

/** A text whose parts are all known is a plain string. */
function textOf(parts: readonly TextPart[]): Value {
  const merged: TextPart[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal') merged[merged.length - 1] = { kind: 'literal', text: last.text + part.text };
    else merged.push(part);
  }
  const [first] = merged;
  if (first === undefined) return { kind: 'scalar', value: '' };
  if (merged.length === 1 && first.kind === 'literal') return { kind: 'scalar', value: first.text };
  if (merged.length === 1 && first.kind === 'reference') return first;
  return { kind: 'text', parts: merged };
}
