import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { analyseJavaScript } from '../../src/roles/javascript/analyse';
import { compile, needsCompiler } from '../../src/roles/javascript/files/typescript';
import { parse } from '../../src/roles/javascript/syntax/parse';
import { analysePython } from '../../src/roles/python/analyse';
import { parse as parsePython } from '../../src/roles/python/syntax/parse';

const WARM_ROUNDS = 20;

interface Quantiles { readonly p50: number; readonly p95: number }

/**
 * The CPU of one analysis, and as a multiple of parsing the same code.
 *
 * TypeScript is compiled beforehand: what the user's compiler costs is not ours.
 */
export function measure(files: readonly string[], runs: number): { readonly cpuMs: Quantiles; readonly parseRatio: Quantiles } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-roles-'));
  const analysed: number[] = [];
  const ratios: number[] = [];
  try {
    const copies = files.flatMap((file, position) => copy(file, join(folder, String(position))));
    // Both are compared once they are warm, as in an app of many functions.
    for (let round = 0; round < WARM_ROUNDS; round += 1) {
      for (const { parseIt, analyseIt } of copies) {
        parseIt();
        analyseIt();
      }
    }
    for (const { parseIt, analyseIt } of copies) {
      const parsed = best(runs, parseIt);
      const whole = best(runs, analyseIt);
      analysed.push(whole);
      ratios.push(whole / parsed);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return { cpuMs: quantiles(analysed), parseRatio: quantiles(ratios) };
}

/** A file of its own, so that what it imports is not measured with it. */
interface Copy {
  readonly parseIt: () => unknown;
  readonly analyseIt: () => unknown;
}

function copy(file: string, name: string): readonly Copy[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.py')) {
    const path = `${name}.py`;
    writeFileSync(path, text);
    return [{ parseIt: () => parsePython(text), analyseIt: () => analysePython(path) }];
  }
  const compiled = needsCompiler(file) ? compile(text, file) : { code: text };
  if ('problem' in compiled || 'problem' in parse(compiled.code)) return [];
  const path = `${name}.js`;
  const { code } = compiled;
  writeFileSync(path, code);
  return [{ parseIt: () => parse(code), analyseIt: () => analyseJavaScript(path) }];
}

/** Milliseconds of the fastest run: what disturbs a run only ever slows it. */
function best(runs: number, run: () => unknown): number {
  let fastest = Infinity;
  for (let i = 0; i < runs; i += 1) {
    const start = process.hrtime.bigint();
    run();
    fastest = Math.min(fastest, Number(process.hrtime.bigint() - start) / 1e6);
  }
  return fastest;
}

function quantiles(values: number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 1000) / 1000;
  return { p50: at(0.5), p95: at(0.95) };
}
