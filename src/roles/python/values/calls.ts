import type { Arguments } from './arguments';
import { Arguments as CallArguments } from './arguments';
import { resultOfFunction } from './builtins';
import { constructorOf, foreignBases, isDecorated } from './classes';
import { resultOfContainer } from './containers';
import { resultOfText } from './texts';
import { UNKNOWN_VALUES, type Frame, type Value } from './value';
import { boto3Call } from '../boto3/calls';
import type { FunctionNode } from '../syntax/tree';

/** Functions in functions that are followed with their arguments. */
export const MAX_FRAMES = 4;

type FunctionValue = Extract<Value, { kind: 'function' }>;

/** What a call of a value gives back. */
export function resultOf(callee: Value, args: Arguments, frame: Frame | undefined): readonly Value[] {
  switch (callee.kind) {
    case 'function': return follow(callee, args, frame);
    case 'class': return instancesOf(callee, args, frame);
    case 'package': return boto3Call(callee, args)?.result ?? resultOfFunction(callee.name, args) ?? UNKNOWN_VALUES;
    case 'method': return resultOfMethod(callee, args);
    case 'partial': return args.evaluator.call(callee.fn, new CallArguments(args.call, frame, args.evaluator, args.evaluator.argumentsOf(callee.call, callee.frame)), frame);
    case 'instance': return args.evaluator.attribute(callee, '__call__').flatMap(method => method.kind === 'function' ? args.evaluator.call(method, args, frame) : UNKNOWN_VALUES);
    // What something of the event gives came with the event.
    case 'event': return [callee];
    default: return UNKNOWN_VALUES;
  }
}

function resultOfMethod(callee: Extract<Value, { kind: 'method' }>, args: Arguments): readonly Value[] {
  const { on, name } = callee;
  if (on.kind === 'text') return resultOfText(on, name, args);
  return boto3Call(callee, args)?.result ?? resultOfContainer(on, name, args);
}

/** The values that a function returns, for the arguments of one call. */
function follow(fn: FunctionValue, args: Arguments, frame: Frame | undefined): readonly Value[] {
  const { node, self } = fn;
  const { evaluator } = args;
  const depth = (frame?.depth ?? 0) + 1;
  const followed = depth > MAX_FRAMES ? undefined : { fn: node, parameters: boundArguments(node, args, self), outer: fn.frame, depth };
  const results = evaluator.returned(node, followed);
  if (!node.isGenerator || isDecorated(node, 'contextmanager') || isDecorated(node, 'asynccontextmanager')) return results;
  return [{ kind: 'list', items: () => results }];
}

/** An instance of a class that extends a client is not followed: boto3 has no classes to extend. */
function instancesOf({ node }: Extract<Value, { kind: 'class' }>, args: Arguments, frame: Frame | undefined): readonly Value[] {
  if (foreignBases(node, args.evaluator).some(base => /\b(Enum|StrEnum)$/.test(base))) return args.at(0);
  const fn = constructorOf(node, args.evaluator);
  const depth = (frame?.depth ?? 0) + 1;
  if (depth > MAX_FRAMES) return [{ kind: 'instance', node }];
  const parameters = boundArguments(fn, args, { kind: 'instance', node });
  return [{ kind: 'instance', node, frame: { fn, parameters, depth } }];
}

/** What each parameter of a function is given by a call; `nothing` where its default counts. */
export function boundArguments(fn: FunctionNode, args: Arguments, self?: Value): ReadonlyArray<readonly Value[]> {
  let position = 0;
  const named = new Set(fn.parameters.map(({ name }) => name));
  return fn.parameters.map(({ name, kind, otherwise }, index) => {
    if (index === 0 && self !== undefined) return [self];
    switch (kind) {
      case 'list': {
        const items = args.from(position);
        return [{ kind: 'list', items: () => items }];
      }
      case 'dict': return [remaining(args, named)];
      case 'keyword': return orDefault(args.named(name), otherwise, args);
      default:
        position += 1;
        return orDefault(args.at(position - 1, name), otherwise, args);
    }
  });
}

function orDefault(values: readonly Value[], otherwise: FunctionNode['parameters'][number]['otherwise'], { evaluator }: Arguments): readonly Value[] {
  return otherwise !== undefined && values.every(({ kind }) => kind === 'nothing') ? evaluator.evaluate(otherwise) : values;
}

/** `**kwargs`: what no other parameter takes. */
function remaining(args: Arguments, named: ReadonlySet<string>): Value {
  const { keywords } = args;
  if (keywords.kind !== 'record') return keywords;
  return { kind: 'record', members: new Map([...keywords.members].filter(([name]) => !named.has(name))) };
}
