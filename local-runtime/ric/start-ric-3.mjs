/** Starts version 3 of the real client, whose entry is a function: `node start-ric-3.mjs MODULE`. */
const { run } = await import(process.argv[2]);
await run(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
