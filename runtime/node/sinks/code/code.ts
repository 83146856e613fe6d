import { guardCompile } from './compile';
import { guardConstructors, type OwnGeneration } from './constructors';
import { guardEval } from './eval';
import { guardVm } from './vm';
import { guardWorkers } from './workers';
import type { Sink } from '../sink';

/**
 * Code that is made from strings: `eval`, `Function` and its kin, `vm`, modules and Workers that are given text.
 *
 * What child processes of `node` are given is judged where the rest of their arguments is (`sinks/process`).
 */
export const codeSink: Sink = {
  name: 'code',
  install(tools) {
    const own: OwnGeneration = { isJudged: false };
    guardConstructors(tools, own);
    guardEval(tools, own);
    guardVm(tools);
    guardCompile(tools);
    guardWorkers(tools);
  },
};
