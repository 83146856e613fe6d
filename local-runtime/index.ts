/** A local Lambda: runs functions behind the Runtime API, from folders or from a synthesised cloud assembly. */
export type { FunctionOptions, LoggingOptions, RuntimeClient } from './function-options';
export type { FunctionError, HttpPrelude, InvocationResult, LocalFunction, StartFunction } from './local-function';
export type { AssemblyFunction, FunctionsFromAssembly, IntrinsicsTable } from './assembly/assembly-function';
