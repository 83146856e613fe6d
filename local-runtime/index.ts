/** A local Lambda: runs functions behind the Runtime API, from folders or from a synthesised cloud assembly. */
export type { FunctionOptions, InlineCode, LoggingOptions, RuntimeClient } from './function-options';
export type { FunctionError, HttpPrelude, InvocationResult, LocalFunction } from './local-function';
export type { AssemblyFunction, IntrinsicsTable } from './assembly/assembly-function';
export { startFunction } from './start-function';
export { functionsFromAssembly } from './assembly/functions-from-assembly';
