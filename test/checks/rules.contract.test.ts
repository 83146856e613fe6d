import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { idsIn } from './judge-template';
import { mutate, mutation, placesIn, UNKNOWN_INTRINSICS } from './mutations';
import { LEFT_OUT } from '../../src/checks/left-out';
import { RULES } from '../../src/checks/registry';
import { SEVERITIES, TIERS, WEAKNESSES, type Rule } from '../../src/checks/rule';

/** Every rule passes through here: a new one needs its entry in the registry and nothing else. */

const ROOM = join(__dirname, '../../src/checks/rules');
const FUZZ = { seed: 20260101, numRuns: 6_000 };

const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
const sources = new Map(files.map(file => [file, readFileSync(join(ROOM, file), 'utf8')]));
const isRule = (value: unknown): value is Rule => typeof value === 'object' && value !== null && 'check' in value;
const cases = RULES.map(rule => [rule.id, rule] as const);

/** A rule's example as one bare template. */
const template = (example: object) => ({ AWSTemplateFormatVersion: '2010-09-09', ...example });

describe('the registry', () => {
  test('ids are unique', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  });

  test('every rule that a file in the rules\' folders exports is registered', () => {
    const modules = files.map(file => require(join(ROOM, file)) as Record<string, unknown>); // eslint-disable-line @typescript-eslint/no-require-imports
    const exported = modules.flatMap(exports => Object.values(exports)).flat().filter(isRule);
    expect(new Set(exported)).toEqual(new Set(RULES));
  });

  test('nothing is both judged and left out', () => {
    expect(LEFT_OUT.filter(({ id }) => RULES.some(rule => rule.id === id))).toEqual([]);
  });

  test('what a rule supersedes is a rule', () => {
    const ids = RULES.map(({ id }) => id);
    expect(RULES.flatMap(({ supersedes = [] }) => supersedes).filter(id => !ids.includes(id))).toEqual([]);
  });
});

describe.each(cases)('%s', (id, rule: Rule) => {
  test('is named after its weakness, and stands in one file of its folder', () => {
    const [, number] = /^SAS(\d+)-[A-Z][A-Za-z0-9]+$/.exec(id) ?? [];
    expect(rule.weakness).toBe(`SAS-${number}`);
    const folder = `sas-${String(number).padStart(2, '0')}-`;
    const definition = `id: '${id}'`;
    expect(files.filter(file => file.startsWith(folder) && sources.get(file)?.includes(definition))).toHaveLength(1);
  });

  test('says what it is', () => {
    expect(Object.keys(WEAKNESSES)).toContain(rule.weakness);
    expect(SEVERITIES).toContain(rule.severity);
    expect(TIERS).toContain(rule.tier);
    expect(rule.cwe.length).toBeGreaterThan(0);
    expect(rule.cwe.every(cwe => /^CWE-\d+$/.test(cwe))).toBe(true);
    expect(rule.resourceTypes.length).toBeGreaterThan(0);
    expect(rule.title).toMatch(/^[a-z].{10,100}[^.]$/);
    expect(rule.why.length).toBeGreaterThan(40);
    expect(rule.fix.length).toBeGreaterThan(10);
  });

  test('flags its example with exactly the findings it declares', () => {
    const found = idsIn([rule], template(rule.example.flagged));
    expect(sorted(found)).toEqual(sorted(rule.example.findings));
    expect(Object.keys(found).length).toBeGreaterThan(0);
  });

  test('finds nothing in the fixed twin', () => {
    expect(idsIn([rule], template(rule.example.fixed))).toEqual({});
  });

  test('finds nothing in the fixed twin when any of its values is unknown', () => {
    for (const { unknown, body } of withEachValueUnknown(rule.example.fixed)) {
      expect({ unknown, findings: idsIn([rule], body) }).toEqual({ unknown, findings: {} });
    }
  });

  test('an unknown value adds no finding to the flagged example', () => {
    const declared = Object.values(rule.example.findings).flat();
    for (const { body } of withEachValueUnknown(rule.example.flagged)) {
      const added = Object.values(idsIn([rule], body)).flat().filter(found => !declared.includes(found));
      expect(added).toEqual([]);
    }
  });
});

test(`no rule throws on ${FUZZ.numRuns} broken templates`, () => {
  const templates = RULES.flatMap(({ example }) => [template(example.flagged), template(example.fixed)]);
  fc.assert(fc.property(
    fc.constantFrom(...templates),
    fc.array(fc.tuple(fc.nat(), mutation), { minLength: 1, maxLength: 4 }),
    (original, changes) => {
      const broken = changes.reduce((body: unknown, [at, change]) => mutate(body, at, change), original);
      const failed = Object.values(idsIn(RULES, broken)).flat().filter(found => found.endsWith('[RuleFailed]'));
      expect(failed).toEqual([]);
    },
  ), FUZZ);
});

test.each([undefined, null, 7, 'text', [], { Resources: [] }, { Resources: { A: null } }, { Resources: { A: { Type: 1 } } }])('%j is no template and no finding', body => {
  expect(idsIn(RULES, body)).toEqual({});
});

function sorted(findings: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(findings).map(([logicalId, ids]) => [logicalId, [...ids].sort()]));
}

/** The example once for every value below a `Properties`, with that value replaced by each unknown intrinsic. */
function* withEachValueUnknown(example: object): Generator<{ unknown: string; body: unknown }> {
  const size = placesIn(template(example)).length;
  for (let at = 0; at < size; at += 1) {
    for (const intrinsic of UNKNOWN_INTRINSICS) {
      const body = structuredClone(template(example)) as Record<string, unknown>;
      const place = placesIn(body)[at];
      if (place === undefined || !isValue(body, place.holder, place.key)) continue;
      place.holder[place.key] = intrinsic;
      yield { unknown: place.key, body };
    }
  }
}

/** Whether a place may hold an intrinsic: below a resource's `Properties`, and no part of another intrinsic. */
function isValue(body: Record<string, unknown>, holder: Record<string, unknown>, key: string): boolean {
  if (/^(Ref|Fn::.*)$/.test(key)) return false;
  const resources = Object.values(body.Resources as Record<string, Record<string, unknown>>);
  return resources.some(resource => (resource === holder && key === 'Properties')
    || placesIn(resource.Properties).some(place => place.holder === holder && place.key === key));
}
