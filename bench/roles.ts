/**
 * Analyses labelled handlers and prints how the uses found compare with the labels, as one JSON object in the last line:
 * `npm run bench:roles -- --handlers DIR --labels FILE.jsonl [--misses FILE] [--runs 5]`.
 *
 * A label: `{file, action, resource_kind: "env"|"literal"|"param"|"dynamic"|"none", resource_ref}`; files are named
 * relative to DIR, and one that calls nothing of AWS has a label without an action. `exact` and `unresolved` count labels
 * of environment variables and literals, `wrong` the uses of a labelled action whose variable or literal no label names,
 * `silent` the constructions of clients in the text of which the analysis says nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './roles/measure';
import { pythonConstructions } from './roles/python-scan';
import { scoreFiles, type Label } from './roles/score';
import { clientConstructions } from './roles/text-scan';
import { analyseJavaScript } from '../src/roles/javascript/analyse';
import { analysePython } from '../src/roles/python/analyse';
import type { Analysis } from '../src/roles/use';

const { values } = parseArgs({ options: { handlers: { type: 'string' }, labels: { type: 'string' }, misses: { type: 'string' }, runs: { type: 'string', default: '5' } } });
if (values.handlers === undefined || values.labels === undefined) throw new Error('no handlers given: expected --handlers DIR --labels FILE.jsonl');
const root = resolve(values.handlers);
const labels = readFileSync(values.labels, 'utf8').split('\n').filter(line => line.trim() !== '').map(line => JSON.parse(line) as Label);
const files = [...new Set(labels.map(({ file }) => file))].filter(file => existsSync(join(root, file)));
const isPython = (file: string) => file.endsWith('.py');

const analyses = new Map<string, Analysis>();
const misses: object[] = [];
const silent: { readonly file: string }[] = [];
const threw: string[] = [];
for (const file of files) {
  const path = join(root, file);
  try {
    const analysis = isPython(file) ? analysePython(path, root) : analyseJavaScript(path, root);
    analyses.set(file, analysis);
    const constructions = isPython(file) ? pythonConstructions(path) : clientConstructions(path);
    silent.push(...constructions.filter(({ service }) => !isTold(service, analysis)).map(construction => ({ ...construction, file, miss: 'silent' })));
  } catch (error) {
    threw.push(file);
    misses.push({ file, miss: 'threw', message: String(error) });
  }
}

/** A client yields uses or a note: of its service, or one that says that the file was not understood as a whole. */
function isTold(service: string | undefined, { uses, notes }: Analysis): boolean {
  if (service === undefined) return uses.length + notes.length > 0;
  return [...uses, ...notes].some(said => said.service === service) || notes.some(({ kind }) => kind === 'not-analysable' || kind === 'budget');
}

const uses = [...analyses.values()].flatMap(analysis => analysis.uses);
const scoreOf = (python: boolean) => {
  const judged = files.filter(file => isPython(file) === python);
  const ofLanguage = (file: string) => isPython(file) === python;
  return {
    ...scoreFiles(judged, labels, uses, misses),
    files: judged.length,
    silent: silent.filter(({ file }) => ofLanguage(file)).length,
    threw: threw.filter(ofLanguage).length,
  };
};
const js = scoreOf(false);
const py = scoreOf(true);
const timed = measure(files.map(file => join(root, file)), Number(values.runs));
if (values.misses !== undefined) writeFileSync(values.misses, [...misses, ...silent].map(miss => `${JSON.stringify(miss)}\n`).join(''));
console.log(JSON.stringify({ js, py, ...timed }));
