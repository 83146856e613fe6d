/** The languages that functions are written in, as far as they are told apart. */
export type Language = 'javascript' | 'python';

/** What Lambda runs a function with, and by that the language of its files; `undefined` for those that nobody reads here. */
export function languageOf(runtime: string): Language | undefined {
  if (runtime.startsWith('nodejs')) return 'javascript';
  return runtime.startsWith('python') ? 'python' : undefined;
}
