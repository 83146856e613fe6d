'use strict';
/**
 * A function that talks to a database by one driver, vulnerable on purpose: text from outside becomes part of statements.
 *
 * Answers what each call came to, so that a guarded function can be compared with a plain one call by call.
 */
exports.handlerOf = driver => {
  let opened;
  return async ({ action, input, input2 }) => {
    opened ??= driver.open();
    return outcomes(await opened, action, [input, input2]);
  };
};

async function outcomes(client, action, inputs) {
  const calls = client[action](...inputs);
  const settled = await Promise.allSettled(Array.isArray(calls) ? calls : [calls]);
  return settled.map(({ value, reason }) => (reason === undefined ? { value: value ?? null } : { error: String(reason.message ?? reason), code: reason.code }));
}
