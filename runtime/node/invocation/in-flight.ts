import type { Invocation } from './invocation';

/** The invocations whose inputs a sink's text is compared with. */
export interface InFlight {
  begin(invocation: Invocation): void;
  end(invocation: Invocation): void;
  current(): readonly Invocation[];
}

/**
 * One invocation at a time, as on Lambda.
 *
 * No AsyncLocalStorage: a pooled database connection belongs to the async context of whoever opened it, so that at the
 * wire a query would be compared with another request's inputs. What an invocation leaves running is compared with it
 * until the next one begins.
 */
export function oneInFlight(): InFlight {
  let invocations: readonly Invocation[] = [];
  return {
    begin: invocation => {
      invocations = [invocation];
    },
    end: () => undefined,
    current: () => invocations,
  };
}

/** Several at a time, as on Managed Instances: a text is compared with the inputs of all. */
export function manyInFlight(): InFlight {
  const invocations: Invocation[] = [];
  return {
    begin: invocation => {
      invocations.push(invocation);
    },
    end: invocation => {
      const index = invocations.indexOf(invocation);
      if (index >= 0) invocations.splice(index, 1);
    },
    current: () => invocations,
  };
}
