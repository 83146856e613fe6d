/**
 * Judges labelled templates and prints how the rules' verdicts compare with the labels, as one JSON object in the last
 * line: `npm run bench:rules -- --templates INDEX.jsonl [--misses FILE] [--today 2026-01-31]`.
 *
 * A row of the index: `{file, rule, expect: "pass"|"fail", agreement, resource?}`; files stand beside the index, JSON or
 * YAML. A verdict is about one resource where the row names it, else about the whole template.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseTemplate } from '../cli/templates/parse-template';
import { AppModel } from '../src/app-model/app-model';
import { readTemplate } from '../src/app-model/read-template';
import { judge } from '../src/checks/judge';
import { ruleParameters } from '../src/checks/parameters';
import { RULES } from '../src/checks/registry';

interface Row {
  readonly file: string;
  readonly rule: string;
  readonly expect: 'pass' | 'fail';
  readonly agreement: string;
  readonly resource?: string;
}

interface Score { tp: number; fn: number; tn: number; fp: number }

const { values } = parseArgs({ options: { templates: { type: 'string' }, misses: { type: 'string' }, today: { type: 'string' } } });
if (values.templates === undefined) throw new Error('no templates given: expected --templates INDEX.jsonl');
const index = values.templates;

const rows = readFileSync(index, 'utf8').split('\n').filter(line => line.trim() !== '').map(line => JSON.parse(line) as Row);
const byId = new Map(RULES.map(rule => [rule.id, rule]));
const parameters = ruleParameters({ today: values.today });

const score = (): Score => ({ tp: 0, fn: 0, tn: 0, fp: 0 });
const same = score();
const all = score();
/** The `same` rows again, by the tier of their rule. */
const tiers: Record<string, Score> = {};
const rules: Record<string, Score> = {};
const misses: object[] = [];
let threw = 0;

for (const row of rows) {
  const judged = byId.get(row.rule);
  if (judged === undefined) continue;
  const { body } = parseTemplate(readFileSync(join(dirname(index), row.file), 'utf8'), row.file);
  const model = AppModel.of([readTemplate(row.file, body)]);
  // A row is about its rule alone: what another rule says better about the same cause hides nothing here.
  const findings = judge([judged], model, parameters);
  threw += judge(RULES, model, parameters).filter(({ id }) => id.endsWith('[RuleFailed]')).length;
  const flagged = findings.some(({ resource }) => (row.resource ?? resource.logicalId) === resource.logicalId);
  const outcome = outcomeOf(row.expect, flagged);
  all[outcome] += 1;
  if (row.agreement === 'same') {
    same[outcome] += 1;
    (tiers[judged.tier] ??= score())[outcome] += 1;
  }
  (rules[row.rule] ??= score())[outcome] += 1;
  if (outcome === 'fn' || outcome === 'fp') misses.push({ outcome, ...row });
}

function outcomeOf(expected: Row['expect'], flagged: boolean): keyof Score {
  if (expected === 'fail') return flagged ? 'tp' : 'fn';
  return flagged ? 'fp' : 'tn';
}

if (values.misses !== undefined) writeFileSync(values.misses, misses.map(miss => `${JSON.stringify(miss)}\n`).join(''));
console.log(JSON.stringify({ same, tiers, all, rules, threw }));
