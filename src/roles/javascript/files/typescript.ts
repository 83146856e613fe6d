import { createRequire } from 'node:module';
import { join } from 'node:path';
import { originalLine } from './source-map';
import type { Place } from '../syntax/lines';

/** JavaScript that was made of TypeScript, with the lines that its places come from. */
export interface Compiled {
  readonly code: string;
  readonly originalLine: (place: Place) => number;
}

/** The parts that are used of the compilers that users have; neither is a dependency of ours. */
interface Esbuild {
  transformSync(text: string, options: object): { readonly code: string; readonly map: string };
}
interface TypeScript {
  readonly transpileModule?: (text: string, options: object) => { readonly outputText: string; readonly sourceMapText?: string };
}

type Compiler = (text: string, file: string) => { readonly code: string; readonly map: string };

/** Whether the file needs a compiler before it can be read. */
export function needsCompiler(file: string): boolean {
  return /\.([cm]?ts|tsx|jsx)$/.test(file);
}

/** Compiles with the user's own esbuild, else TypeScript: found from the file, else from where the app runs. */
export function compile(text: string, file: string): Compiled | { readonly problem: string } {
  const compiler = compilerFor(file);
  if (compiler === undefined) return { problem: 'it is TypeScript, and neither esbuild nor typescript is installed beside it' };
  try {
    const { code, map } = compiler(text, file);
    return { code, originalLine: originalLine(map) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problem: `it does not compile: ${message.split('\n').slice(0, 2).join(' ')}` };
  }
}

function compilerFor(file: string): Compiler | undefined {
  const places = [file, join(process.cwd(), 'index.js')];
  for (const place of places) {
    const esbuild = load<Esbuild>('esbuild', place);
    if (esbuild !== undefined) return withEsbuild(esbuild);
  }
  for (const place of places) {
    const { transpileModule } = load<TypeScript>('typescript', place) ?? {};
    if (transpileModule !== undefined) return withTypeScript(transpileModule);
  }
  return undefined;
}

function load<T>(name: string, from: string): T | undefined {
  try {
    return createRequire(from)(name) as T;
  } catch {
    // Not installed there; the next place may have it.
    return undefined;
  }
}

/** Imports are kept as they stand: a class that is imported only as a type still tells what is called. */
function withEsbuild(esbuild: Esbuild): Compiler {
  return (text, file) => esbuild.transformSync(text, {
    loader: /x$/.test(file) ? 'tsx' : 'ts',
    sourcemap: 'external',
    logLevel: 'silent',
    target: 'esnext',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, experimentalDecorators: true } },
  });
}

function withTypeScript(transpileModule: NonNullable<TypeScript['transpileModule']>): Compiler {
  return (text, fileName) => {
    const ESNEXT = 99;
    const { outputText, sourceMapText = '' } = transpileModule(text, {
      fileName, compilerOptions: { target: ESNEXT, module: ESNEXT, sourceMap: true, verbatimModuleSyntax: true, jsx: 2, experimentalDecorators: true },
    });
    return { code: outputText, map: sourceMapText };
  };
}
