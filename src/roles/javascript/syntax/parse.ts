import type { Options, Parser, Program } from 'acorn';
import { acorn } from '../../parsers';

export type Parsed = { readonly program: Program } | { readonly problem: string };

/**
 * What is more than this is not parsed: a parser cannot be interrupted, and a function's own code is a small part of it.
 */
export const MAX_CHARACTERS = 12_000_000;

const OPTIONS: Options = {
  ecmaVersion: 'latest',
  allowHashBang: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowImportExportEverywhere: false,
};

/** The syntax tree of a file, read as a module, else as a script; never throws. */
export function parse(text: string): Parsed {
  if (text.length > MAX_CHARACTERS) return { problem: `it has ${text.length} characters, more than the ${MAX_CHARACTERS} that are parsed` };
  if (text.includes('\0')) return { problem: 'it is binary' };
  const asModule = parseAs('module', text);
  if ('program' in asModule) return asModule;
  const asScript = parseAs('script', text);
  return 'program' in asScript ? asScript : asModule;
}

function parseAs(sourceType: 'module' | 'script', text: string): Parsed {
  try {
    parser ??= withoutChecks(acorn().Parser);
    return { program: parser.parse(text, { ...OPTIONS, sourceType }) };
  } catch (error) {
    // A `RangeError` is what nesting beyond the stack ends in.
    return { problem: error instanceof RangeError ? 'it is nested too deeply' : `it does not parse: ${error instanceof Error ? error.message : String(error)}` };
  }
}

let parser: typeof Parser | undefined;

/**
 * The parser without what it checks besides reading: names that are declared twice or never, keys that stand twice,
 * what is assigned to. That is a quarter of its time, and code that breaks these rules does not run anyway.
 */
function withoutChecks(whole: typeof Parser): typeof Parser {
  return class extends whole {
    public declareName(): void {}
    public checkLocalExport(): void {}
    public checkExport(): void {}
    public checkPropClash(): void {}
    public checkLValSimple(): void {}
  };
}
