import { Holder, type Planted } from './holder';
import { isNothingListed } from './listed';
import { methodsNow } from './methods';
import type { Invocation } from '../../invocation/invocation';
import { structure } from '../../lazy-structure';
import type { BlockedOperationError } from '../../response/blocked-error';
import { decide, type Court } from '../judge';

/** Watches the prototypes that every object, list, function and text of the process shares. Never throws. */
export interface PrototypeWatch {
  /**
   * Takes back what inputs of the events in flight planted since the last look.
   *
   * Asked before a hook does anything else, since its own code would run on what was planted. Costs a fraction of a
   * microsecond where nothing was.
   */
  check(): void;
  /** The error for the first operation behind a pollution: what was planted may have become part of it. */
  refused(): BlockedOperationError | undefined;
  /** A last look at the end of an invocation. */
  settle(): void;
}

const HOLDERS: ReadonlyArray<readonly [string, object]> = [
  ['Object.prototype', Object.prototype], ['Array.prototype', Array.prototype], ['Function.prototype', Function.prototype], ['String.prototype', String.prototype],
];

/**
 * What is told are effects, not keys: a name came to a prototype, or took another value there, and an event in flight names it
 * under a path into a prototype. Libraries that extend prototypes, whenever they are loaded, do so without an event.
 */
export function createPrototypeWatch(court: Court): PrototypeWatch {
  let holders: readonly Holder[] | undefined;
  let methods: readonly unknown[] = [];
  let error: BlockedOperationError | undefined;
  let isBare = false;
  const accept = () => {
    methods = methodsNow();
    isBare = isNothingListed();
  };
  const begin = () => {
    accept();
    return HOLDERS.map(([name, prototype]) => accepted(new Holder(name, prototype)));
  };
  const check = () => {
    try {
      /* What the app's modules did while they were loaded is how it should be. */
      holders ??= begin();
      const isMoreListed = !(isBare && isNothingListed()) && isAnyListed(holders);
      if (!isMoreListed && !isAnyReplaced(methods)) return;
      error = judge(holders, court) ?? error;
      accept();
    } catch (failure) {
      court.reporter.guardError('sinks/prototypes', failure);
    }
  };
  return {
    check,
    refused() {
      check();
      const refused = error;
      error = undefined;
      return refused;
    },
    settle() {
      check();
      error = undefined;
    },
  };
}

function accepted(holder: Holder): Holder {
  holder.accept();
  return holder;
}

/** By number: a planted `return` is called where an iteration ends early. */
function isAnyListed(holders: readonly Holder[]): boolean {
  for (let index = 0; index < holders.length; index++) if (holders[index].hasMore()) return true;
  return false;
}

function isAnyReplaced(methods: readonly unknown[]): boolean {
  const now = methodsNow();
  for (let index = 0; index < now.length; index++) if (now[index] !== methods[index]) return true;
  return false;
}

/** Judges with everything taken back, so that the guard's own code does not run on what was planted. */
function judge(holders: readonly Holder[], court: Court): BlockedOperationError | undefined {
  const planted: Planted[] = [];
  for (let index = 0; index < holders.length; index++) holders[index].addPlanted(planted);
  for (let index = 0; index < planted.length; index++) planted[index].holder.remove(planted[index]);
  let refused: Refused | undefined;
  try {
    refused = refusal(planted, court);
  } finally {
    const kept = planted.filter(one => !refused?.planted.has(one));
    if (kept.some(({ name }) => name === 'return')) shieldIterators();
    for (const one of kept) one.holder.putBack(one);
    for (const holder of holders) holder.accept();
  }
  return refused?.error;
}

interface Refused {
  readonly error: BlockedOperationError;
  readonly planted: ReadonlySet<Planted>;
}

function refusal(planted: readonly Planted[], court: Court): Refused | undefined {
  if (court.policy.modeOf('prototype') === 'off') return undefined;
  for (const invocation of court.inFlight.current()) {
    const refused = refusalFor(invocation, planted, court);
    if (refused) return refused;
  }
  return undefined;
}

/** One finding for all that an event planted: it may be thousands of names. */
function refusalFor(invocation: Invocation, planted: readonly Planted[], court: Court): Refused | undefined {
  const places = structure().pollutedNames(visit => invocation.walk(visit), new Set(planted.map(({ name }) => name)));
  const own = planted.filter(({ name }) => places.has(name));
  const changes = own.flatMap(({ holder, name, before }) => {
    const found = places.get(name);
    return found ? [{ ...found, change: `${before ? 'replaced' : 'planted'} ${name} on ${holder.name}` }] : [];
  });
  const error = decide(invocation, { sink: 'prototypes', detector: 'prototype', operation: own.at(0)?.holder.name ?? '' }, changes, court);
  return error && { error, planted: new Set(own) };
}

/** Where a planted `return` stays, it would be called by every list that is taken apart, in the guard's code as in the app's. */
function shieldIterators(): void {
  for (const iterator of [[].values(), new Map().keys(), new Set().keys(), ''[Symbol.iterator](), ''.matchAll(/x/g)]) {
    const prototype = Object.getPrototypeOf(iterator) as object;
    if (!Object.hasOwn(prototype, 'return')) Object.defineProperty(prototype, 'return', { value: undefined, writable: true, configurable: true });
  }
}
