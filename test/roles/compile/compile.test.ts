import fc from 'fast-check';
import { compileStatements } from '../../../src/roles/compile/compile';
import type { CompiledStatement } from '../../../src/roles/compile/compiled-statement';
import { isAllowed, type PolicyStatement } from '../../../src/roles/compile/is-allowed';
import { resourceText } from '../../../src/roles/compile/resource-text';
import { charactersOf, MOST_CHARACTERS, splitBySize } from '../../../src/roles/compile/size';
import { literalPart } from '../../../src/roles/resolve/arn';
import type { Permission } from '../../../src/roles/resolve/resolve';

function need(action: string, resource: string, via?: string): Permission {
  return {
    action,
    resource: resource === '*' ? '*' : [literalPart(resource)],
    ...via === undefined ? {} : { condition: { key: 'kms:ViaService', value: [literalPart(via)] } },
    uses: [],
  };
}

const shown = ({ actions, resources, condition }: CompiledStatement) =>
  `${actions.join()} on ${resources.map(resourceText).join()}${condition === undefined ? '' : ` if ${condition.key}=${resourceText(condition.value)}`}`;
const compiled = (...permissions: Permission[]) => compileStatements(permissions).map(shown);

describe('statements', () => {
  test('take the actions of one resource together, and the resources of one set of actions', () => {
    expect(compiled(need('a:Get', 'x'), need('a:Put', 'x'), need('a:Put', 'y'), need('a:Get', 'y'), need('a:Get', 'z'))).toEqual(['a:Get on x,y,z', 'a:Put on x,y']);
    expect(compiled(need('a:Put', 'y'), need('a:Get', 'y'), need('a:Get', 'x'), need('a:Put', 'x'))).toEqual(['a:Get,a:Put on x,y']);
  });

  test('keep conditions apart', () => {
    expect(compiled(need('kms:Decrypt', 'k', 's3'), need('kms:Decrypt', 'k', 'sqs'))).toEqual(['kms:Decrypt on k if kms:ViaService=s3', 'kms:Decrypt on k if kms:ViaService=sqs']);
  });

  test('leave out what another covers, whatever comes first', () => {
    const [all, one] = [need('s3:GetObject', 'b/*'), need('s3:GetObject', 'b/one')];
    expect(compiled(all, one)).toEqual(['s3:GetObject on b/*']);
    expect(compiled(one, all)).toEqual(['s3:GetObject on b/*']);
    expect(compiled(need('kms:Decrypt', 'k'), need('kms:Decrypt', 'k', 's3'))).toEqual(['kms:Decrypt on k']);
    expect(compiled(need('s3:GetObject', 'b/*'), need('s3:GetObject', 'b/**'))).toHaveLength(1);
  });

  const permission = fc.tuple(
    fc.constantFrom('a:Get', 'a:Put', 'b:List', 'b:Delete'), fc.constantFrom('x', 'y', 'x/*', 'x/one', '*'), fc.option(fc.constantFrom('s3', 'sqs'), { nil: undefined }),
  );
  const matching = (resource: string) => resource.replace(/\*$/, 'anything');
  const contextOf = (via: string | undefined): Record<string, string> => (via === undefined ? {} : { 'kms:ViaService': via });

  test('allow exactly what is needed, in one way, whatever the order', () => {
    fc.assert(fc.property(fc.array(permission, { maxLength: 12 }), fc.infiniteStream(permission), (needed, others) => {
      const permissions = needed.map(([action, resource, via]) => need(action, resource, via));
      const statements = compileStatements(permissions);
      expect(compileStatements([...permissions].reverse())).toEqual(statements);
      const policy = statements.map(asPolicy);
      for (const [action, resource, via] of needed) {
        expect(isAllowed(policy, { action, resource: matching(resource), context: contextOf(via) })).toBe(true);
      }
      const [action, resource, via] = others.next().value as typeof needed[number];
      const call = { action, resource: matching(resource), context: contextOf(via) };
      const one = ({ action: single, resource: place, condition }: Permission) => asPolicy({ actions: [single], resources: [place], condition });
      expect(isAllowed(policy, call)).toBe(isAllowed(permissions.map(one), call));
    }), { seed: 2026, numRuns: 300 });
  });
});

function asPolicy({ actions, resources, condition }: CompiledStatement): PolicyStatement {
  const Condition = condition === undefined ? {} : { Condition: { StringEquals: { [condition.key]: resourceText(condition.value) } } };
  return { Effect: 'Allow', Action: actions, Resource: resources.map(resourceText), ...Condition };
}

describe('the evaluation', () => {
  const allow: PolicyStatement = { Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::shop/*' };
  const get = { action: 's3:getobject', resource: 'arn:aws:s3:::shop/key' };

  test.each<[string, readonly PolicyStatement[], boolean]>([
    ['nothing is allowed by nothing', [], false],
    ['case counts in resources, not in actions', [{ ...allow, Resource: 'arn:aws:s3:::Shop/*' }], false],
    ['a pattern covers', [allow], true],
    ['a Deny wins', [allow, { Effect: 'Deny', Action: '*', Resource: '*' }], false],
    ['a Deny of something else does not', [allow, { Effect: 'Deny', Action: 's3:Put*', Resource: '*' }], true],
    ['NotAction and NotResource are all but', [{ Effect: 'Allow', NotAction: 'iam:*', NotResource: 'arn:aws:s3:::other/*' }], true],
    ['NotAction leaves out what it names', [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }], false],
    ['a condition that the request does not meet allows nothing', [{ ...allow, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }], false],
    ['a condition with IfExists lets a request without the key pass', [{ ...allow, Condition: { StringEqualsIfExists: { 'aws:SourceVpc': 'vpc-1' } } }], true],
    ['Null is met by a missing key', [{ ...allow, Condition: { Null: { 'aws:SourceVpc': 'true' } } }], true],
    ['an unknown operator allows nothing', [{ ...allow, Condition: { DateLessThan: { 'aws:CurrentTime': '2027-01-01' } } }], false],
    ['an unknown operator denies', [allow, { Effect: 'Deny', Action: '*', Resource: '*', Condition: { DateLessThan: { 'aws:CurrentTime': '2027-01-01' } } }], false],
  ])('%s', (_, statements, expected) => expect(isAllowed(statements, get)).toBe(expected));

  test('conditions are compared by their operators', () => {
    const call = { ...get, context: { 'IAM:passedtoservice': 'ecs-tasks.amazonaws.com' } };
    const held = (operator: string, value: string) => isAllowed([{ ...allow, Condition: { [operator]: { 'iam:PassedToService': value } } }], call);
    expect(['ecs-tasks.amazonaws.com', 'ecs*', 'lambda.amazonaws.com'].map(value => held('StringEquals', value))).toEqual([true, false, false]);
    expect(['ecs-tasks.amazonaws.com', 'ecs*', 'lambda.amazonaws.com'].map(value => held('StringLike', value))).toEqual([true, true, false]);
    expect(['ecs-tasks.amazonaws.com', 'lambda.amazonaws.com'].map(value => held('StringNotEquals', value))).toEqual([false, true]);
  });
});

describe('the size', () => {
  test('counts what CloudFormation fills in, and no whitespace', () => {
    const literal = { Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::shop/*' };
    expect(charactersOf(literal)).toBeGreaterThanOrEqual(JSON.stringify(literal).length);
    expect(charactersOf(literal)).toBeLessThan(JSON.stringify(literal).length + 10);
    expect(charactersOf({ Resource: { 'Fn::GetAtt': ['Bucket', 'Arn'] } })).toBeGreaterThan(140);
    expect(charactersOf({ Ref: 'AWS::Region' })).toBe('"ap-southeast-1"'.length);
    expect(charactersOf({ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::x' })).toBe('"arn:aws-us-gov:s3:::x"'.length);
    expect(charactersOf('a b')).toBe(charactersOf('ab'));
  });

  test('fills one policy after the other, in order, and keeps a place free in the first', () => {
    const sizes = [3000, 3000, 3000, 9000];
    expect(splitBySize(sizes, size => size)).toEqual([[3000, 3000], [3000], [9000]]);
    expect(splitBySize(sizes.slice(0, 2), size => size, MOST_CHARACTERS - 3200)).toEqual([[3000], [3000]]);
    expect(splitBySize([], () => 0)).toEqual([[]]);
  });
});
