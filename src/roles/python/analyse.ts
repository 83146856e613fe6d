import { dirname } from 'node:path';
import { loadModules } from './files/load';
import { Findings } from './findings';
import { Project } from './project';
import { DEFAULT_BUDGET, type AnalysisBudget } from '../javascript/analyse';
import type { Analysis, Note, Use } from '../use';

/**
 * What a Python function calls of AWS through boto3, and on what. Reads files and nothing else, and never throws: what it
 * cannot follow is in the notes.
 *
 * @param entry - the file with the handler
 * @param root - the folder that absolute imports start from, and that files are named relative to
 */
export function analysePython(entry: string, root: string = dirname(entry), budget: AnalysisBudget = DEFAULT_BUDGET): Analysis {
  const deadline = Date.now() + budget.milliseconds;
  const { modules, notes, resolve } = loadModules(entry, { root, budget: { nodes: budget.nodes }, deadline });
  const findings = new Findings(new Project(modules, resolve, budget.steps), deadline);
  try {
    findings.collect();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.notes.push({ kind: 'budget', message: 'expressions are nested too deeply to be followed', file: modules[0]?.file ?? entry });
  }
  return { uses: unique(findings.uses), notes: unique<Note>([...notes, ...findings.notes]), files: modules.map(({ file }) => file) };
}

/** Alternatives can come to the same; they stand in one line then. */
function unique<T extends Use | Note>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item] as const)).values()];
}
