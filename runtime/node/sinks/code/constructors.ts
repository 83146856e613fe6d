import { refuseCode } from './judge-code';
import type { SinkTools } from '../sink';

const { construct } = Reflect;
const { defineProperty, getPrototypeOf, setPrototypeOf } = Object;

type Constructor = FunctionConstructor;

/** `Function` and its kin for async functions and generators, which no global names. */
const constructors = (): readonly Constructor[] => [
  Function, async () => undefined, function* () { yield; }, async function* () { yield; },
].map((made, index) => (index === 0 ? made : (made as object).constructor) as Constructor);

/**
 * Puts judging constructors in the place of `Function` and its kin, everywhere the app can reach them.
 *
 * No Proxy: `value instanceof Function` would take 0.1 µs instead of 0.01.
 */
export function guardConstructors(tools: SinkTools, own: OwnGeneration): void {
  const [ordinary, ...kin] = constructors();
  const judged = guardConstructor(tools, own, ordinary);
  defineProperty(globalThis, 'Function', { value: judged, writable: true, enumerable: false, configurable: true });
  for (const original of kin) setPrototypeOf(guardConstructor(tools, own, original), judged);
}

/** Whether code is being generated that was judged already. */
export interface OwnGeneration {
  isJudged: boolean;
}

function guardConstructor(tools: SinkTools, own: OwnGeneration, original: Constructor): Constructor {
  const { name, length, prototype } = original;
  const judged = function (...args: unknown[]): unknown {
    const given = tools.isWatching() ? judgeSource(tools, name, args) : args;
    const before = own.isJudged;
    own.isJudged = true;
    try {
      return construct(original, given, new.target === undefined || new.target === (judged as unknown) ? original : new.target) as unknown;
    } finally {
      own.isJudged = before;
    }
  };
  Object.defineProperties(judged, {
    name: { value: name, configurable: true },
    length: { value: length, configurable: true },
    prototype: { value: prototype, writable: false },
  });
  setPrototypeOf(judged, getPrototypeOf(original) as object);
  const { writable } = Object.getOwnPropertyDescriptor(prototype, 'constructor') ?? {};
  defineProperty(prototype, 'constructor', { value: judged, writable, enumerable: false, configurable: true });
  return judged as unknown as Constructor;
}

/** The arguments as text, which is made once: objects could answer differently the next time. */
function judgeSource(tools: SinkTools, name: string, args: readonly unknown[]): string[] {
  const given = args.map(arg => `${arg as string}`);
  const body = given.at(-1);
  refuseCode(tools, name, body);
  if (given.length > 1) refuseCode(tools, name, given.slice(0, -1).join(', '));
  return given;
}
