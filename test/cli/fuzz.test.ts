import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import { directoryWith, run } from './run-cli';
import { FORMATS } from '../../cli/check-options';
import { RULES } from '../../src/checks/registry';
import { mutate, mutation } from '../checks/mutations';
import { HOSTILE } from '../report/reports';

/** Whatever a file holds, the command gives a verdict or says why there is none. */

const directory = directoryWith({});

function check(file: string, content: string | Uint8Array, format: string = 'json') {
  writeFileSync(join(directory, file), content);
  const outcome = run(directory, ['check', '--format', format, '--tier', 'optional', file]);
  expect([0, 1, 2]).toContain(outcome.code);
  expect(outcome.err).not.toContain('this is a bug');
  expect(outcome.out + outcome.err.replace(/\n/g, '')).not.toMatch(/[^\P{Cc}\r\n]|\p{Cf}/u);
  return outcome;
}

const PIECES = [
  'Resources', ':', ' ', '\n', '\n  ', '- ', '[', ']', '{', '}', ',', '"', '\'', '|\n', '>', '&a ', '*a', '<<', '!Sub ', '!Ref', '!GetAtt', '!!str ', '!', '%', '? ', '#', '---\n', '...\n', '\t', '\r\n', '\\', '\\u00', '~',
  'Type', 'AWS::Lambda::Function', 'Properties', 'Metadata', 'aws:cdk:acknowledged-rules', 'Fn::ForEach::X', '${', '__proto__', 'constructor', '0', '1e999', '\u0000', '\ufeff', '\ud800', '漢',
];
const text = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map(parts => parts.join('')) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map(parts => `Resources:\n  A:\n    Type: AWS::Lambda::Url\n    Properties:\n${parts.join('')}`) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);

test('any text', () => {
  fc.assert(fc.property(text, fc.constantFrom('a.yaml', 'a.json', 'a.template'), (content, file) => {
    check(file, content);
  }), { seed: 20260401, numRuns: 1_500 });
});

test('any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), content => {
    check('a.yaml', content);
  }), { seed: 20260402, numRuns: 300 });
});

test('any change of a template', () => {
  const example = fc.constantFrom(...RULES.map(({ example: { flagged } }) => flagged));
  fc.assert(fc.property(example, fc.array(fc.tuple(fc.nat(), mutation), { minLength: 1, maxLength: 4 }), fc.boolean(), (template, changes, inYaml) => {
    const changed = changes.reduce<unknown>((body, [at, change]) => mutate(body, at, change), template);
    const { err } = check(inYaml ? 'a.yaml' : 'a.json', inYaml ? stringify(changed) : JSON.stringify(changed));
    expect(err).not.toContain('is no valid');
  }), { seed: 20260403, numRuns: 1_000 });
});

test.each(HOSTILE)('a template with a hostile name in every place: %j', name => {
  const properties = { AuthType: 'NONE', TargetFunctionArn: name, [name]: name, Environment: { Variables: { [name]: name, DB_PASSWORD: name } }, Code: { ZipFile: name } };
  const policy = { Statement: [{ Effect: 'Allow', Action: [`s3:${name}`, '*', name], Resource: name, Principal: name }] };
  const template = {
    Description: name,
    Parameters: { [name]: { Type: 'String', Default: name }, DbPassword: { Type: 'String', Default: name } },
    Conditions: { [name]: { 'Fn::Equals': [name, name] } },
    Resources: {
      [name]: { Type: 'AWS::Lambda::Url', Condition: name, Properties: properties, Metadata: { 'aws:cdk:path': name, 'aws:cdk:acknowledged-rules': { [name]: name, 'SAS2-FunctionUrlNoAuth': name } } },
      [`Function${name}`]: { Type: 'AWS::Serverless::Function', Properties: { ...properties, Policies: [policy] } },
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::If': [name, name, { Ref: name }] } } },
    },
    Outputs: { [name]: { Value: name, Export: { Name: name } } },
  };
  for (const kind of FORMATS) expect(check('a.json', JSON.stringify(template), kind).code).not.toBe(2);
});
