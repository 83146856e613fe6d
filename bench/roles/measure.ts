import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import * as acorn from 'acorn';
import { analyseJavaScript } from '../../src/roles/javascript/analyse';
import { compile, needsCompiler } from '../../src/roles/javascript/files/typescript';
import { analysePython } from '../../src/roles/python/analyse';
import { parse as parsePython } from '../../src/roles/python/syntax/parse';

/** Before anything is counted both are warm, as in an app of many functions. */
const WARM_ROUNDS = 20;

interface Quantiles { readonly p50: number; readonly p95: number }

/** A function: its analysis from the file on the disk, and the bare parsing of every file that this reads. */
interface Sample {
  readonly parse: () => void;
  readonly analyse: () => void;
}

/**
 * The CPU of one analysis from the files on the disk to the uses, and as a multiple of parsing the same code with acorn
 * as it comes; of Python's with lezer.
 *
 * TypeScript is compiled beforehand: what the user's compiler costs is not ours. Of each function one analysis and one
 * parsing follow each other, round after round, and the fastest of each counts: what disturbs a run only ever slows it.
 */
export function measure(files: readonly string[], runs: number): { readonly cpuMs: Quantiles; readonly parseRatio: Quantiles } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-roles-'));
  try {
    const samples = files.flatMap((file, position) => sample(file, join(folder, String(position))));
    const fastest = samples.map(() => ({ parsed: Infinity, analysed: Infinity }));
    for (let round = 0; round < WARM_ROUNDS + runs; round += 1) {
      samples.forEach(({ parse, analyse }, position) => {
        const parsed = milliseconds(parse);
        const analysed = milliseconds(analyse);
        const best = fastest[position];
        if (round < WARM_ROUNDS || best === undefined) return;
        best.parsed = Math.min(best.parsed, parsed);
        best.analysed = Math.min(best.analysed, analysed);
      });
    }
    return { cpuMs: quantiles(fastest.map(({ analysed }) => analysed)), parseRatio: quantiles(fastest.map(({ parsed, analysed }) => analysed / parsed)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function sample(file: string, folder: string): readonly Sample[] {
  return file.endsWith('.py') ? pythonSample(file) : javaScriptSample(file, folder);
}

function pythonSample(file: string): readonly Sample[] {
  const text = readFileSync(file, 'utf8');
  return [{ parse: () => void parsePython(text), analyse: () => void analysePython(file) }];
}

/** A function as JavaScript in a folder of its own; none where acorn does not parse all of it. */
function javaScriptSample(file: string, folder: string): readonly Sample[] {
  const root = resolve('/');
  const entry = join(folder, asJavaScript(relative(root, file)));
  for (const read of analyseJavaScript(file, root).files) {
    const path = join(root, read);
    const text = readFileSync(path, 'utf8');
    const compiled = needsCompiler(path) ? compile(text, path) : { code: text };
    if ('problem' in compiled) return [];
    const to = join(folder, asJavaScript(read));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, compiled.code);
  }
  const codes = analyseJavaScript(entry, root).files.filter(name => !name.endsWith('.json')).map(name => readFileSync(join(root, name), 'utf8'));
  const typed = codes.flatMap(code => {
    const type = (['module', 'script'] as const).find(sourceType => parses(code, sourceType));
    return type === undefined ? [] : [[code, type] as const];
  });
  if (typed.length !== codes.length || codes.length === 0) return [];
  return [{
    parse: () => typed.forEach(([code, sourceType]) => acorn.parse(code, { ecmaVersion: 'latest', sourceType })),
    analyse: () => void analyseJavaScript(entry),
  }];
}

function asJavaScript(file: string): string {
  return needsCompiler(file) ? file.replace(/\.[^.]+$/, '.js') : file;
}

function parses(code: string, sourceType: 'module' | 'script'): boolean {
  try {
    acorn.parse(code, { ecmaVersion: 'latest', sourceType });
    return true;
  } catch {
    // As the other kind of source, or not at all.
    return false;
  }
}

function milliseconds(run: () => unknown): number {
  const start = process.hrtime.bigint();
  run();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function quantiles(values: number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 1000) / 1000;
  return { p50: at(0.5), p95: at(0.95) };
}
