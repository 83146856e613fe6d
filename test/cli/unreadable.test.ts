import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLEAN, directoryWith, OPEN_URL, run, TODAY } from './run-cli';

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const multiplied = Array.from({ length: 12 }, (_, at) => `a${at}: &a${at} [${Array<string>(10).fill(at === 0 ? 'x' : `*a${at - 1}`).join(', ')}]`).join('\n');

const CASES: readonly (readonly [what: string, file: string, content: string | Buffer, message: string])[] = [
  ['nothing', 'a.yaml', '', 'a.yaml is empty'],
  ['blanks', 'a.yaml', ' \n\t\n', 'a.yaml is empty'],
  ['only comments', 'a.yaml', '# to do\n', 'a.yaml holds nothing; expected a CloudFormation or SAM template'],
  ['a picture', 'a.yaml', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'a.yaml is binary'],
  ['Latin-1', 'a.yaml', Buffer.from('Description: caf\xe9\n', 'latin1'), 'a.yaml is no UTF-8 text'],
  ['UTF-16', 'a.yaml', Buffer.from('\ufeffResources:', 'utf16le'), 'a.yaml is UTF-16, expected UTF-8'],
  ['broken YAML', 'a.yaml', 'Resources:\n  A:\n    Type: [x\n  B: y\n', 'a.yaml:4 is no valid YAML'],
  ['a tab', 'a.yaml', 'Resources:\n\tA: x\n', 'a.yaml:2 is no valid YAML'],
  ['a key twice', 'a.yaml', 'Resources:\n  A: {Type: x}\n  A: {Type: y}\n', 'a.yaml:3 is no valid YAML: the key A stands in its map twice'],
  ['an alias without anchor', 'a.yaml', 'Resources:\n  A: *b\n', 'a.yaml:2 is no valid YAML: there is no anchor b before its alias'],
  ['an anchor inside itself', 'a.yaml', 'Resources: &a\n  A: *a\n', 'a.yaml:2 is no valid YAML: there is no anchor a before its alias'],
  ['two documents', 'a.yaml', 'Resources: {}\n---\nResources: {}\n', 'a.yaml holds 2 YAML documents, expected one template a file'],
  ['aliases that multiply', 'a.yaml', multiplied, 'a.yaml holds more than 500000 values, what its aliases stand for included'],
  ['deep YAML', 'a.yaml', nested('[', ']', 100_000), 'a.yaml is nested deeper than 200 levels'],
  ['deep YAML that is cut off', 'a.yaml', '{'.repeat(50_000).replace('{', ' - {'), 'a.yaml is nested deeper than 200 levels'],
  ['deep JSON', 'a.json', nested('[', ']', 100_000), 'a.json is nested deeper than 200 levels'],
  ['JSON that ends early', 'a.json', '{\n "Resources": {\n', 'a.json:3 is no valid JSON'],
  ['JSON with a comma too many', 'a.json', '{\n "Resources": {},\n}', 'a.json:3 is no valid JSON'],
  ['JSON with a wrong word', 'a.json', '{\n "Resources": None\n}', 'a.json:2 is no valid JSON'],
  ['JSON with a comment', 'a.json', '// a comment\n{ "Resources": {} }', 'a.json:1 is no valid JSON'],
  ['JSON without a value', 'a.json', '{\n "Resources": {"A": ,\n "B": 1}}', 'a.json:2 is no valid JSON'],
  ['a list', 'a.yaml', '- a\n- b\n', 'a.yaml holds a list; expected a CloudFormation or SAM template'],
  ['a text', 'a.yaml', 'hello\n', 'a.yaml holds a single value; expected'],
  ['no Resources', 'a.yaml', 'AWSTemplateFormatVersion: "2010-09-09"\n', 'a.yaml has no Resources; expected'],
  ['empty Resources', 'a.yaml', 'Resources: {}\n', 'a.yaml has no Resources; expected'],
  ['Resources that are a list', 'a.yaml', 'Resources: [a]\n', 'a.yaml has no Resources; expected'],
  ['Resources without types', 'a.yaml', 'Resources: {A: {Properties: {}}}\n', 'a.yaml has Resources, but none with a Type; expected'],
  ['Kubernetes', 'a.yaml', 'apiVersion: v1\nkind: Pod\n', 'a.yaml is a Kubernetes manifest; expected'],
  ['Terraform', 'main.tf', 'resource "aws_lambda_function" "orders" {}\n', 'main.tf is Terraform; expected'],
  ['a plan of Terraform', 'plan.json', '{"terraform_version": "1.9.0"}', 'plan.json is Terraform; expected'],
  ['the Serverless Framework', 'serverless.yml', 'service: orders\nprovider: {name: aws}\nfunctions: {}\n', 'serverless.yml is a file of the Serverless Framework: run "serverless package"'],
  ['Compose', 'a.yaml', 'services: {db: {image: postgres}}\n', 'a.yaml is a Compose file'],
  ['a workflow', 'a.yaml', 'on: push\njobs: {test: {}}\n', 'a.yaml is a workflow of GitHub Actions'],
  ['OpenAPI', 'a.yaml', 'openapi: 3.1.0\n', 'a.yaml is an OpenAPI description'],
  ['cdk.json', 'cdk.json', '{"app": "npx tsx app.ts"}', 'cdk.json is cdk.json: run "cdk synth" and check cdk.out'],
  ['a manifest', 'manifest.json', '{"version": "53.0.0", "artifacts": {}}', 'manifest.json is the manifest of a cloud assembly: check its directory'],
  ['source code', 'app.ts', 'new App();', 'app.ts is source code: run "cdk synth" and check cdk.out'],
  ['too much', 'a.yaml', `# ${'x'.repeat(2_100_000)}`, 'a.yaml is 2.1 MB large, expected 2 MB at most: CloudFormation takes 1'],
];

test.each(CASES)('%s is told in one line, and gives no verdict', (_, file, content, message) => {
  const { code, out, err } = run(directoryWith({ [file]: content }), ['check', file]);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`cdk-serverless-guard: ${message}`);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

test('a file that is not there', () => {
  expect(run(directoryWith({}), ['check', 'a.yaml'])).toEqual({ code: 2, out: '', err: 'cdk-serverless-guard: a.yaml is not there: no such file or directory\n' });
});

test('a device, which has no end', () => {
  expect(run(directoryWith({}), ['check', '/dev/zero']).err).toBe('cdk-serverless-guard: /dev/zero is no file\n');
});

test('the other templates are judged all the same, and the verdict is incomplete', () => {
  const { code, out, err } = run(directoryWith({ 'open.yaml': OPEN_URL }), ['check', ...TODAY, 'open.yaml', 'gone.yaml']);
  expect(code).toBe(2);
  expect(err).toContain('gone.yaml is not there');
  expect(out).toContain('1 error, 0 warnings, 0 infos in 1 template; 1 file not judged');
});

test('--fail-on never hides no file that could not be judged', () => {
  expect(run(directoryWith({ 'a.yaml': CLEAN }), ['check', '--fail-on', 'never', 'a.yaml', 'gone.yaml']).code).toBe(2);
});

test('a report tells what could not be judged', () => {
  const { out } = run(directoryWith({ 'broken.yaml': 'a: [' }), ['check', '--format', 'json', 'broken.yaml']);
  expect(JSON.parse(out).problems).toEqual([{ file: 'broken.yaml', line: 1, message: expect.stringContaining('is no valid YAML') }]);
});

test('what a loop or a transform makes is not judged, and told', () => {
  const loop = `Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Queues:
    - Name
    - [A, B]
    - 'Queue\${Name}':
        Type: AWS::SQS::Queue
`;
  const { code, err } = run(directoryWith({ 'loop.yaml': loop }), ['check', 'loop.yaml']);
  expect([code, err]).toEqual([0, 'cdk-serverless-guard: loop.yaml:3 resources that a loop makes are not judged: Fn::ForEach::Queues\n']);
});

describe('directories', () => {
  test('hold templates beside other files, which are left out', () => {
    const directory = directoryWith({
      'stacks/orders.yaml': OPEN_URL,
      'stacks/inner/stock.template': OPEN_URL,
      'stacks/package.json': '{"name": "orders"}',
      'stacks/values.yaml': 'Resources: none\n',
      'stacks/chart.yaml': '{{ .Values.Resources }\n',
      'stacks/node_modules/x/template.yaml': OPEN_URL,
      'stacks/.git/template.yaml': OPEN_URL,
    });
    const { code, out, err } = run(directory, ['check', ...TODAY, '--format', 'json', 'stacks']);
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out).templates.map(({ file }: { file: string }) => file)).toEqual(['stacks/inner/stock.template', 'stacks/orders.yaml']);
  });

  test('a broken template in one is told', () => {
    const { code, err } = run(directoryWith({ 'stacks/orders.yaml': `${OPEN_URL}  : [` }), ['check', 'stacks']);
    expect(code).toBe(2);
    expect(err).toContain('stacks/orders.yaml:8 is no valid YAML');
  });

  test('that hold none are told', () => {
    const directory = directoryWith({ 'stacks/package.json': '{}' });
    mkdirSync(join(directory, 'empty'));
    expect(run(directory, ['check', 'stacks', 'empty'])).toEqual({
      code: 2, out: '', err: ['stacks', 'empty'].map(name => `cdk-serverless-guard: ${name} holds no CloudFormation or SAM template\n`).join(''),
    });
  });

  test('a file that is named twice is judged once', () => {
    const directory = directoryWith({ 'stacks/orders.yaml': OPEN_URL });
    const { out } = run(directory, ['check', ...TODAY, '--format', 'json', 'stacks', 'stacks/orders.yaml', './stacks/../stacks/orders.yaml']);
    expect(JSON.parse(out)).toMatchObject({ summary: { error: 1 }, problems: [] });
  });
});
