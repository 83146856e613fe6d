import { AppModel } from '../../src/app-model/app-model';
import { evaluate } from '../../src/app-model/evaluate';
import { property } from '../../src/app-model/property';
import { readTemplate } from '../../src/app-model/read-template';
import type { Template } from '../../src/app-model/template';
import { describeAssumptions, display, literalFragments, skeleton, HOLE } from '../../src/app-model/value';

const BODY = {
  Parameters: {
    Stage: { Type: 'String', AllowedValues: ['dev', 'prod'], Default: 'dev' },
    Name: { Type: 'String', Default: 'orders' },
    Open: { Type: 'String' },
    FromSsm: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/path' },
    Layers: { Type: 'CommaDelimitedList', Default: 'a, b' },
  },
  Mappings: { Runtimes: { 'eu-west-1': { node: 'nodejs22.x' }, 'us-east-1': { node: 'nodejs24.x' } } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  Resources: {
    Bucket: { Type: 'AWS::S3::Bucket' },
    Nested: { Type: 'Custom::Thing', Properties: { A: { 'Fn::If': ['IsProd', { B: { 'Fn::If': ['IsProd', 1, 2] } }, { Ref: 'AWS::NoValue' }] } } },
  },
};

function template(body: object = BODY): Template {
  const [only] = AppModel.of([readTemplate('t', body)]).templates;
  return only!;
}

/** What an expression can be, for people: the condition before the value. */
function possibilities(expression: unknown, of: Template = template()): string[] {
  return evaluate(expression, of).map(({ value, when }) => `${describeAssumptions(when)}${when.size > 0 ? ': ' : ''}${value.kind === 'list' ? JSON.stringify(value.items) : display(value)}`);
}

describe('what is known', () => {
  test.each<[string, unknown, string[]]>([
    ['a string', 'x', ['x']],
    ['nothing', undefined, ['<absent>']],
    ['null', null, ['<absent>']],
    ['NoValue', { Ref: 'AWS::NoValue' }, ['<absent>']],
    ['allowed values rather than the default', { Ref: 'Stage' }, ['dev', 'prod']],
    ['a default', { Ref: 'Name' }, ['orders']],
    ['no default', { Ref: 'Open' }, ['<unknown>']],
    ['the default of an SSM parameter is its path', { Ref: 'FromSsm' }, ['<unknown>']],
    ['a list parameter', { Ref: 'Layers' }, ['["a","b"]']],
    ['a resource', { Ref: 'Bucket' }, ['<Bucket>']],
    ['an attribute', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, ['<Bucket.Arn>']],
    ['an attribute in the short form', { 'Fn::GetAtt': 'Bucket.Arn' }, ['<Bucket.Arn>']],
    ['a name that does not exist', { Ref: 'Nobody' }, ['<unknown>']],
    ['both branches, with their condition', { 'Fn::If': ['IsProd', 'a', 'b'] }, ['IsProd: a', 'not IsProd: b']],
    ['a branch inside the same condition once', { 'Fn::If': ['IsProd', { 'Fn::If': ['IsProd', 'a', 'b'] }, 'c'] }, ['IsProd: a', 'not IsProd: c']],
    ['every leaf of a map whose key is not known', { 'Fn::FindInMap': ['Runtimes', { Ref: 'AWS::Region' }, 'node'] }, ['nodejs22.x', 'nodejs24.x']],
    ['the one leaf of a map whose keys are', { 'Fn::FindInMap': ['Runtimes', 'us-east-1', 'node'] }, ['nodejs24.x']],
    ['a join that is all known', { 'Fn::Join': ['', ['s3:', '*']] }, ['s3:*']],
    ['a join with a part that is not', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }, 's3', { Ref: 'Open' }]] }, ['arn:<AWS::Partition>:s3:<unknown>']],
    ['a join over branches', { 'Fn::Join': ['-', ['x', { 'Fn::If': ['IsProd', 'a', 'b'] }]] }, ['IsProd: x-a', 'not IsProd: x-b']],
    ['a substitution', { 'Fn::Sub': '${Bucket.Arn}/${Name}/${!literal}' }, ['<Bucket.Arn>/orders/${literal}']],
    ['a substitution with variables', { 'Fn::Sub': ['${A}/*', { A: { 'Fn::GetAtt': ['Bucket', 'Arn'] } }] }, ['<Bucket.Arn>/*']],
    ['a substitution of nothing but a reference', { 'Fn::Sub': '${Bucket}' }, ['<Bucket>']],
    ['a selection', { 'Fn::Select': [1, { 'Fn::Split': [',', 'a,b'] }] }, ['b']],
    ['a selection of what is not known', { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': 'Bucket.Arn' }] }] }, ['<unknown>']],
    ['an import of nobody\'s export', { 'Fn::ImportValue': 'nobody' }, ['<unknown>']],
    ['an intrinsic of tomorrow', { 'Fn::Tomorrow': 1 }, ['<unknown>']],
  ])('%s', (_name, expression, expected) => {
    expect(possibilities(expression)).toEqual(expected);
  });

  test('text keeps its known fragments, with one hole for each unknown part', () => {
    const [{ value }] = evaluate({ 'Fn::Join': ['', ['a', { Ref: 'Open' }, 'b', { Ref: 'Bucket' }]] }, template()) as [ReturnType<typeof evaluate>[number]];
    expect(literalFragments(value)).toEqual(['a', 'b']);
    expect(skeleton(value)).toBe(`a${HOLE}b${HOLE}`);
  });

  test('a property below branches carries the conditions of its way', () => {
    const nested = template().resources.get('Nested')!;
    expect(property(nested, 'A', 'B').map(({ value, when }) => [describeAssumptions(when), display(value)])).toEqual([['IsProd', '1'], ['not IsProd', '<absent>']]);
  });
});

describe('what a template may do to us', () => {
  test('parameters of nested stacks and exports that go round in circles are unknown', () => {
    const circle = { Resources: {}, Outputs: { A: { Value: { 'Fn::ImportValue': 'a' }, Export: { Name: 'a' } } } };
    expect(possibilities({ 'Fn::ImportValue': 'a' }, template(circle))).toEqual(['<unknown>']);
  });

  test('alternatives that multiply without end are unknown', () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ 'Fn::If': [`C${index}`, 'a', 'b'] }));
    expect(possibilities({ 'Fn::Join': ['', many] })).toEqual(['<unknown>']);
  });

  test('exports that double the work with every step end as unknown', () => {
    const outputs = Object.fromEntries(Array.from({ length: 22 }, (_, step) => {
      const next = { 'Fn::ImportValue': `e${step + 1}` };
      return [`O${step}`, { Value: { 'Fn::Join': ['', [next, next]] }, Export: { Name: `e${step}` } }];
    }));
    expect(possibilities({ 'Fn::ImportValue': 'e0' }, template({ Resources: {}, Outputs: outputs })).join()).toContain('<unknown>');
  });

  test('nesting without end is unknown', () => {
    const deep = Array.from({ length: 5000 }).reduce<unknown>(inner => ({ 'Fn::Join': ['', ['x', inner]] }), 'end');
    expect(possibilities(deep)).toHaveLength(1);
    expect(skeleton(evaluate(deep, template())[0]!.value)).toContain(HOLE);
  });

  test('names that every object has are no parameters and no resources', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(possibilities({ Ref: name })).toEqual(['<unknown>']);
      expect(possibilities({ 'Fn::FindInMap': [name, name, name] })).toEqual(['<unknown>']);
    }
  });
});
