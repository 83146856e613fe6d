import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { parseTemplate } from '../../cli/templates/parse-template';
import { RULES } from '../../src/checks/registry';

/** What a value means where it stands in a YAML template. */
function valueOf(yaml: string): unknown {
  const { body } = parseTemplate(`Resources:\n  It:\n    Type: Custom::It\n    Properties:\n      Value: ${yaml}\n`, 'template.yaml');
  return (body.Resources as { It: { Properties: { Value: unknown } } }).It.Properties.Value;
}

describe('short forms', () => {
  test.each([
    ['!Ref Bucket', { Ref: 'Bucket' }],
    ['!Condition IsProd', { Condition: 'IsProd' }],
    ['!GetAtt Bucket.Arn', { 'Fn::GetAtt': 'Bucket.Arn' }],
    ['!GetAtt [Bucket, Arn]', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
    ['!Sub "${Bucket}/*"', { 'Fn::Sub': '${Bucket}/*' }],
    ['!Sub ["${a}", {a: !Ref Bucket}]', { 'Fn::Sub': ['${a}', { a: { Ref: 'Bucket' } }] }],
    ['!Join ["", ["s3:", !If [IsProd, "*", !Ref "AWS::NoValue"]]]', { 'Fn::Join': ['', ['s3:', { 'Fn::If': ['IsProd', '*', { Ref: 'AWS::NoValue' }] }]] }],
    ['!Select [0, !Split [",", "a,b"]]', { 'Fn::Select': [0, { 'Fn::Split': [',', 'a,b'] }] }],
    ['!FindInMap [Regions, !Ref "AWS::Region", Size]', { 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'Size'] }],
    ['!ImportValue exported', { 'Fn::ImportValue': 'exported' }],
    ['!And [!Equals [a, b], !Not [!Condition C]]', { 'Fn::And': [{ 'Fn::Equals': ['a', 'b'] }, { 'Fn::Not': [{ Condition: 'C' }] }] }],
    ['!Base64 text', { 'Fn::Base64': 'text' }],
    ['!Cidr [!GetAtt Vpc.CidrBlock, 2, 8]', { 'Fn::Cidr': [{ 'Fn::GetAtt': 'Vpc.CidrBlock' }, 2, 8] }],
    ['!GetAZs ""', { 'Fn::GetAZs': '' }],
    ['!Transform {Name: "AWS::Include"}', { 'Fn::Transform': { Name: 'AWS::Include' } }],
    ['!Length [a]', { 'Fn::Length': ['a'] }],
    ['!ToJsonString {a: 1}', { 'Fn::ToJsonString': { a: 1 } }],
    ['!SomethingNew x', { 'Fn::SomethingNew': 'x' }],
    ['!!str 7', '7'],
  ])('%s', (yaml, value) => expect(valueOf(yaml)).toEqual(value));
});

describe('plain scalars mean what CloudFormation takes them for', () => {
  test.each([
    ['2012-10-17', '2012-10-17'],
    ['012345678901', '012345678901'],
    ['111122223333', 111122223333],
    ['1.10', '1.10'],
    ['-1', -1],
    ['0x10', '0x10'],
    ['1e3', '1e3'],
    ['yes', true],
    ['off', false],
    ['OFF', 'OFF'],
    ['TRUE', true],
    ['~', null],
    ['', null],
    ['"yes"', 'yes'],
    ['\'1\'', '1'],
    ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/*'],
    ['12:30:45', '12:30:45'],
    ['|\n        a\n        b', 'a\nb\n'],
  ])('%j', (yaml, value) => expect(valueOf(yaml)).toEqual(value));
});

test('anchors, aliases and merges', () => {
  const { body } = parseTemplate(`Resources:
  A: &a
    Type: Custom::It
    Properties: &properties {X: 1, Y: 2}
  B:
    <<: *a
    Properties: {<<: [{Y: 3}, *properties], Z: 4}
  C: *a
`, 'template.yaml');
  expect(body.Resources).toEqual({
    A: { Type: 'Custom::It', Properties: { X: 1, Y: 2 } },
    B: { Type: 'Custom::It', Properties: { X: 1, Y: 3, Z: 4 } },
    C: { Type: 'Custom::It', Properties: { X: 1, Y: 2 } },
  });
});

test('keys that objects inherit are keys like others', () => {
  const { body } = parseTemplate('__proto__: {polluted: 1}\nconstructor: 2\nResources: {__proto__: {Type: "Custom::It"}}\n', 'template.yaml');
  expect(Object.keys(body)).toEqual(['__proto__', 'constructor', 'Resources']);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('a byte-order mark and Windows line ends', () => {
  const { body, positionOf } = parseTemplate('Resources:\r\n  A:\r\n    Type: Custom::It\r\n', 'template.yaml');
  expect(body).toEqual({ Resources: { A: { Type: 'Custom::It' } } });
  expect(positionOf(['Resources', 'A', 'Type'])).toEqual({ line: 3, column: 5 });
});

describe('positions', () => {
  const json = '{\n  "Resources": {\n    "A": { "Type": "T", "L": [1, {"x": 2},\n      ["y"]] },\n    "B\\u0041": {"Type": "T"}\n  }\n}';
  const yaml = 'Resources:\n  A:\n    Type: T\n    L:\n      - 1\n      - x: 2\n      - !Sub [y]\n  "BA": &b {Type: T}\n  C: *b\n';

  test.each([
    ['json', json, ['Resources'], { line: 2, column: 3 }],
    ['json', json, ['Resources', 'A', 'L'], { line: 3, column: 25 }],
    ['json', json, ['Resources', 'A', 'L', '1', 'x'], { line: 3, column: 35 }],
    ['json', json, ['Resources', 'A', 'L', '2', '0'], { line: 4, column: 8 }],
    ['json', json, ['Resources', 'BA', 'Type'], { line: 5, column: 17 }],
    ['json', json, ['Resources', 'A', 'Z'], undefined],
    ['yaml', yaml, ['Resources', 'A'], { line: 2, column: 3 }],
    ['yaml', yaml, ['Resources', 'A', 'L', '1', 'x'], { line: 6, column: 9 }],
    ['yaml', yaml, ['Resources', 'A', 'L', '2', '0'], { line: 7, column: 15 }],
    ['yaml', yaml, ['Resources', 'BA'], { line: 8, column: 3 }],
    ['yaml', yaml, ['Resources', 'C', 'Type'], { line: 8, column: 13 }],
    ['yaml', yaml, ['Resources', 'A', 'Z', 'x'], undefined],
    ['yaml', yaml, ['Resources', 'A', 'Type', 'x'], undefined],
  ])('%s %#: of %3$j', (kind, text, path, position) => {
    expect(parseTemplate(text, `template.${kind}`).positionOf(path)).toEqual(position);
  });

  test('every key of any JSON stands where its position says', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 }), fc.constantFrom(undefined, 1, 2), (resources, indent) => {
      const body = { Resources: { It: { Type: 'Custom::It', Properties: resources } } };
      const text = JSON.stringify(body, undefined, indent);
      const { positionOf } = parseTemplate(text, 'template.json');
      const lines = text.split('\n');
      for (const [path, key] of keysIn(body)) {
        const position = positionOf(path);
        expect(lines[(position?.line ?? 0) - 1]?.slice((position?.column ?? 0) - 1)).toMatch(new RegExp(`^${escapeRegExp(JSON.stringify(key))}:`));
      }
    }), { seed: 20260301, numRuns: 500 });
  });
});

function keysIn(value: unknown, path: readonly string[] = []): readonly (readonly [path: readonly string[], key: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...Array.isArray(value) ? [] : [[[...path, key], key] as const],
    ...keysIn(item, [...path, key]),
  ]);
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const examples = RULES.map(rule => [rule.id, rule.example.flagged] as const).filter(([, { Resources }]) => Object.keys(Resources).length > 0);

test.each(examples)('the example of %s is the same in YAML and in JSON', (_, example) => {
  const fromJson = parseTemplate(JSON.stringify(example), 'template.json').body;
  expect(parseTemplate(stringify(example), 'template.yaml').body).toEqual(fromJson);
});
