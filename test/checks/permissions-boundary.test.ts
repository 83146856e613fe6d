import { idsOf, ruleOf } from './judge-template';
import { app } from './synth-with';
import { ServerlessTop10Checks } from '../../src';

const ID = 'SAS4-PermissionsBoundaryMissing';
const BOUNDARY = 'arn:aws:iam::111122223333:policy/team/Boundary';

/** What is found on the role of a function with this boundary. */
function found(boundary: unknown, permissionsBoundary?: string): string[] {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] };
  const resources = {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: trust, PermissionsBoundary: boundary } },
    Orders: { Type: 'AWS::Lambda::Function', Properties: { Runtime: 'python3.13', Handler: 'index.handler', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
    Boundary: { Type: 'AWS::IAM::ManagedPolicy', Properties: {} },
  };
  return idsOf(ruleOf(ID), resources, { permissionsBoundary }).Role ?? [];
}

test.each<[unknown, string]>([
  [BOUNDARY, BOUNDARY],
  [BOUNDARY, 'Boundary'],
  [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/Boundary' }, 'Boundary'],
  // What the template does not tell is no finding.
  [{ Ref: 'Boundary' }, 'Boundary'],
  [{ 'Fn::Sub': 'arn:aws:iam::111122223333:policy/${AWS::StackName}-boundary' }, 'Boundary'],
  [{ 'Fn::ImportValue': 'boundary' }, 'Boundary'],
])('%j is the boundary %s, or may be', (boundary, wanted) => {
  expect(found(boundary, wanted)).toEqual([]);
});

test.each<[unknown, string | undefined]>([
  [undefined, 'Boundary'],
  [undefined, undefined],
  ['arn:aws:iam::111122223333:policy/OtherBoundary', 'Boundary'],
  [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:policy/Other' }, BOUNDARY],
])('%j is not the boundary %s', (boundary, wanted) => {
  expect(found(boundary, wanted)).toEqual([ID]);
});

test('any boundary will do where none is named', () => {
  expect(found('arn:aws:iam::111122223333:policy/OtherBoundary')).toEqual([]);
});

test('naming one asks for the rule, whatever the tier', () => {
  expect(new ServerlessTop10Checks(app(), { permissionsBoundary: 'Boundary' }).ruleIds).toContain(ID);
  expect(new ServerlessTop10Checks(app()).ruleIds).not.toContain(ID);
});
