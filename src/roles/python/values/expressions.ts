import type { Evaluator } from './evaluator';
import { formatted } from './texts';
import { NOTHING, text, UNKNOWN_VALUES, type Frame, type Value } from './value';
import { literal } from '../../text';
import type { Expression } from '../syntax/tree';

/** What an expression can be. */
export function valuesOfExpression(node: Expression, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  const inside = (inner: Expression) => evaluator.evaluate(inner, frame);
  switch (node.type) {
    case 'name': return valuesOfName(node, frame, evaluator);
    case 'text': return valuesOfText(node, frame, evaluator);
    case 'member': return inside(node.object).flatMap(value => evaluator.attribute(value, node.name));
    case 'subscript': return subscript(node, frame, evaluator);
    case 'call': return inside(node.callee).flatMap(callee => evaluator.call(callee, evaluator.argumentsOf(node, frame), frame));
    case 'comprehension': return comprehension(node, frame, evaluator);
    case 'binary': return binary(node, frame, evaluator);
    case 'conditional': return [...inside(node.then), ...inside(node.otherwise)];
    default: return plainValue(node, frame, evaluator);
  }
}

/** Expressions that are what they are. */
function plainValue(node: Expression, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  switch (node.type) {
    case 'none': return [NOTHING];
    case 'list': return [{ kind: 'list', fixed: node.items, frame, items: () => node.items.flatMap(item => itemOf(item, frame, evaluator)) }];
    case 'dict': return [{ kind: 'dict', node, frame }];
    case 'lambda': return [{ kind: 'function', node: node.fn, frame }];
    default: return UNKNOWN_VALUES;
  }
}

function valuesOfText({ pieces }: Extract<Expression, { type: 'text' }>, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  return evaluator.concatenated(pieces.map(piece => typeof piece === 'string' ? [text(literal(piece))] : evaluator.evaluate(piece, frame)));
}

function itemOf(node: Expression, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  if (node.type !== 'starred') return evaluator.evaluate(node, frame);
  return evaluator.evaluate(node.value, frame).flatMap(value => evaluator.itemsOf(value));
}

/** A name that nothing is given to is one of Python's own. */
function valuesOfName({ name, place }: Extract<Expression, { type: 'name' }>, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  const binding = place.scope.lookup(name);
  if (binding !== undefined) return evaluator.valuesOf(binding, place, frame);
  return evaluator.project.starredName(name, place.scope.module, evaluator) ?? [{ kind: 'package', name: `builtins.${name}` }];
}

function subscript({ object, index }: Extract<Expression, { type: 'subscript' }>, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  const values = evaluator.evaluate(object, frame);
  // A piece of a list holds its items; a piece of a text is another.
  if (index === undefined) return values.map(value => value.kind === 'text' ? text([{ kind: 'unknown' }]) : value);
  const key = evaluator.literalText(index, frame);
  return values.flatMap(value => {
    if (key !== undefined) return evaluator.item(value, key);
    const names = evaluator.evaluate(index, frame).flatMap(found => found.kind === 'text' && found.text.length === 1 && found.text[0]?.kind === 'literal' ? [found.text[0].text] : []);
    return names.length > 1 ? names.flatMap(name => evaluator.item(value, name)) : evaluator.itemsOf(value);
  });
}

function comprehension({ element, key }: Extract<Expression, { type: 'comprehension' }>, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  if (key === undefined) return [{ kind: 'list', items: () => evaluator.evaluate(element, frame) }];
  return [{ kind: 'dict', node: { type: 'dict', entries: [{ key, value: element }] }, frame }];
}

function binary({ operator, left, right }: Extract<Expression, { type: 'binary' }>, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  const inside = (inner: Expression) => evaluator.evaluate(inner, frame);
  switch (operator) {
    // `os.environ.get('TABLE') or 'orders'` is the variable, with what stands in for it.
    case 'or': return evaluator.orElse(inside(left), inside(right));
    case 'and': return inside(right);
    case '+': return sum(inside(left), inside(right), evaluator);
    case '|': return [{ kind: 'merged', layers: [inside(left), inside(right)] }];
    // Paths: `base / 'name'`.
    case '%': return inside(left).flatMap(value => formatted(value, right, frame, evaluator));
    default: return UNKNOWN_VALUES;
  }
}

function sum(left: readonly Value[], right: readonly Value[], evaluator: Evaluator): readonly Value[] {
  const lists = [...left, ...right].filter(({ kind }) => kind === 'list');
  if (lists.length > 0) return [{ kind: 'list', items: () => lists.flatMap(list => evaluator.itemsOf(list)) }];
  return evaluator.concatenated([left, right]);
}
