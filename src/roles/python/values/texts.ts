import type { Arguments } from './arguments';
import type { Evaluator } from './evaluator';
import { text, textOf, UNKNOWN_VALUES, type Frame, type Value } from './value';
import { literal, literalOf } from '../../text';
import type { Expression } from '../syntax/tree';

/** `'%s-%(name)s' % values`. */
export function formatted(template: Value, given: Expression, frame: Frame | undefined, evaluator: Evaluator): readonly Value[] {
  const written = template.kind === 'text' ? literalOf(template.text) : undefined;
  if (written === undefined) return UNKNOWN_VALUES;
  const values = given.type === 'list' ? given.items.map(item => evaluator.evaluate(item, frame)) : [evaluator.evaluate(given, frame)];
  let position = 0;
  return filled(written, /%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([sdrifxo%])/g, ([, name, conversion]) => {
    if (conversion === '%') return [text(literal('%'))];
    if (name !== undefined) return (values[0] ?? []).flatMap(value => evaluator.item(value, name));
    position += 1;
    return values[position - 1] ?? UNKNOWN_VALUES;
  }, evaluator);
}

/** `'{}-{0}-{name}'.format(values)`. */
export function format(template: Value, args: Arguments): readonly Value[] {
  const written = template.kind === 'text' ? literalOf(template.text) : undefined;
  if (written === undefined) return UNKNOWN_VALUES;
  let position = 0;
  return filled(written, /\{\{|\}\}|\{(\w*)([.[][^}:!]*)?(?:![rsa])?(?::[^}]*)?\}/g, ([whole, name = '', inside]) => {
    if (whole === '{{' || whole === '}}') return [text(literal(whole.charAt(0)))];
    if (inside !== undefined) return UNKNOWN_VALUES;
    if (name === '') position += 1;
    return /^\d*$/.test(name) ? args.at(name === '' ? position - 1 : Number(name)) : args.named(name);
  }, args.evaluator);
}

function filled(template: string, hole: RegExp, fill: (match: RegExpMatchArray) => readonly Value[], evaluator: Evaluator): readonly Value[] {
  const pieces: Array<readonly Value[]> = [];
  let end = 0;
  for (const match of template.matchAll(hole)) {
    pieces.push([text(literal(template.slice(end, match.index)))], fill(match));
    end = match.index + match[0].length;
  }
  return evaluator.concatenated([...pieces, [text(literal(template.slice(end)))]]);
}

/** Methods that give back their text, near enough to name a resource. */
const SAME: ReadonlySet<string> = new Set(['strip', 'lstrip', 'rstrip', 'encode', 'decode', 'removeprefix', 'removesuffix', 'casefold', 'title', 'capitalize']);

/** Methods that make another text of it. */
const METHODS: Readonly<Record<string, (on: Value, args: Arguments) => readonly Value[]>> = {
  format,
  join,
  lower: on => changed(on, written => written.toLowerCase()) ?? [on],
  upper: on => changed(on, written => written.toUpperCase()) ?? [on],
  replace: (on, args) => {
    const [from, to] = [literalAt(args, 0), literalAt(args, 1)];
    return (from === undefined || to === undefined ? undefined : changed(on, written => written.replaceAll(from, to))) ?? UNKNOWN_VALUES;
  },
  split: (on, args) => {
    const separator = literalAt(args, 0);
    const written = literalIn(on);
    const items = written === undefined || !separator ? UNKNOWN_VALUES : written.split(separator).map(piece => text(literal(piece)));
    return [{ kind: 'list', items: () => items }];
  },
};

/** What a method of a text gives back. */
export function resultOfText(on: Value, name: string, args: Arguments): readonly Value[] {
  if (SAME.has(name)) return [on];
  return (Object.hasOwn(METHODS, name) ? METHODS[name]?.(on, args) : undefined) ?? UNKNOWN_VALUES;
}

function literalIn(value: Value | undefined): string | undefined {
  return value?.kind === 'text' ? literalOf(value.text) : undefined;
}

function literalAt(args: Arguments, position: number): string | undefined {
  return literalIn(args.at(position)[0]);
}

function changed(on: Value, change: (written: string) => string): readonly Value[] | undefined {
  const written = literalIn(on);
  return written === undefined ? undefined : [text(literal(change(written)))];
}

function join(separator: Value, args: Arguments): readonly Value[] {
  const [list] = args.at(0);
  const { evaluator } = args;
  if (list?.kind === 'event') return [list];
  if (list?.kind !== 'list' || list.fixed === undefined) return UNKNOWN_VALUES;
  return evaluator.concatenated(list.fixed.flatMap((item, position) => {
    const values = item.type === 'starred' ? UNKNOWN_VALUES : evaluator.evaluate(item, list.frame);
    return position === 0 ? [values] : [[text(textOf(separator))], values];
  }));
}
