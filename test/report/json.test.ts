import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { finding, hostileReport, report } from './reports';
import { RULES } from '../../src/checks/registry';
import { toJson } from '../../src/report/json';

const schema = JSON.parse(readFileSync(join(__dirname, '../../docs/check-report.schema.json'), 'utf8')) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

function errorsIn(json: string): unknown {
  return validate(JSON.parse(json)) === true ? [] : validate.errors;
}

test('a finding, its rule, and the summary', () => {
  const json = toJson(report([finding(), finding({ severity: 'info', acknowledged: { reason: 'a public form', inFile: false } })]));
  expect(errorsIn(json)).toEqual([]);
  expect(JSON.parse(json)).toMatchObject({
    formatVersion: 1,
    summary: { error: 1, warning: 0, info: 0, acknowledged: 1 },
    findings: [{ ruleId: 'SAS4-WildcardAction', file: 'stacks/template.yaml', line: 14 }, { acknowledged: { reason: 'a public form' } }],
    rules: { 'SAS4-WildcardAction': { weakness: { id: 'SAS-4', name: 'Over-privileged functions' }, cwe: ['CWE-269', 'CWE-79'] } },
  });
});

test('every rule is told as the schema says', () => {
  expect(errorsIn(toJson(report(RULES.map(rule => finding({ rule, id: rule.id })))))).toEqual([]);
});

test('whatever names say, it is as the schema says', () => {
  fc.assert(fc.property(hostileReport, given => expect(errorsIn(toJson(given))).toEqual([])), { seed: 20260306, numRuns: 1_000 });
});

test('the schema refuses what is no report', () => {
  expect(errorsIn('{}')).not.toEqual([]);
  expect(errorsIn(toJson(report([finding({ severity: 'fatal' as 'error' })])))).not.toEqual([]);
});
