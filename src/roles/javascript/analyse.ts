import { dirname } from 'node:path';

import { loadModules } from './files/load';
import { Findings } from './findings';
import { importedPackages } from './imported-packages';
import { Project } from './project';
import type { Analysis, Note, Use } from '../use';

/** How much of a function is looked at before the rest is noted as not known. */
export interface AnalysisBudget {
  /** Syntax nodes of all files together. */
  readonly nodes: number;
  /** Expressions that are evaluated. */
  readonly steps: number;
  readonly milliseconds: number;
}

export const DEFAULT_BUDGET: AnalysisBudget = { nodes: 6_000_000, steps: 2_000_000, milliseconds: 20_000 };

/**
 * What a JavaScript or TypeScript function calls of AWS, and on what. Reads files and nothing else, and never throws:
 * what it cannot follow is in the notes.
 *
 * @param entry - the file that Lambda loads: a source, or what a bundler made of it
 * @param root - the folder that files are named relative to
 */
export function analyseJavaScript(entry: string, root: string = dirname(entry), budget: AnalysisBudget = DEFAULT_BUDGET): Analysis {
  const { modules, notes, resolve } = loadModules(entry, { root, budget: { nodes: budget.nodes }, deadline: Date.now() + budget.milliseconds });
  const findings = new Findings(new Project(modules, resolve, budget.steps));
  try {
    findings.collect();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.notes.push({ kind: 'budget', message: 'expressions are nested too deeply to be followed', file: modules[0]?.file ?? entry });
  }
  return {
    uses: unique(findings.uses),
    notes: unique<Note>([...notes, ...findings.notes]),
    files: modules.map(({ file }) => file),
    packages: modules.flatMap(importedPackages),
  };
}

/** Alternatives can come to the same; they stand in one line then. */
function unique<T extends Use | Note>(items: readonly T[]): readonly T[] {
  const lines = new Set(items.map(({ file, line }) => `${file}:${line ?? ''}`));
  return lines.size === items.length ? items : [...new Map(items.map(item => [JSON.stringify(item), item] as const)).values()];
}
