import { CfnResource } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { ServerlessGuard } from '../../src';
import { PLAIN, entryOf, plainFunction, rawFunction, resourcesOf, stackUnderTest, warnings } from '../hardening/app-under-test';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const BASIC = /AWSLambdaBasicExecutionRole/;

test.each<[string, (stack: ReturnType<typeof stackUnderTest>, first: lambda.Function) => void]>([
  ['an L2 function', (stack, first) => void plainFunction(stack, { role: first.role }, 'Second')],
  ['an L2 function with an immutable view of it', (stack, first) => void new lambda.Function(stack, 'Second', { ...PLAIN, role: (first.role as any).withoutPolicyUpdates() })],
  ['an L1 function', (stack, first) => void rawFunction(stack, { role: first.role!.roleArn }, 'Second')],
  ['a raw function', (stack, first) => void new CfnResource(stack, 'Second', { type: 'AWS::Lambda::Function', properties: { Role: first.role!.roleArn } })],
  ['a SAM function', (stack, first) => void new CfnResource(stack, 'Second', { type: 'AWS::Serverless::Function', properties: { Role: { 'Fn::GetAtt': [stack.resolve((first.role!.node.defaultChild as CfnResource).logicalId), 'Arn'] } } })],
])('a role that %s uses too keeps its policies: they carry the other\'s logs', (_, make) => {
  const stack = stackUnderTest();
  const first = plainFunction(stack, {}, 'First');
  make(stack, first);
  ServerlessGuard.protect(stack);
  expect(entryOf(first, 'scoped-role')).toMatchObject({ state: 'refused', reason: expect.stringContaining('serves Shop/Second') });
  const role = resourcesOf(stack, 'AWS::IAM::Role').find(({ Properties }) => Properties.Description === undefined && BASIC.test(JSON.stringify(Properties.ManagedPolicyArns)));
  expect(role).toBeDefined();
  expect(resourcesOf(stack, 'AWS::IAM::ManagedPolicy')).toEqual([]);
});

test('a role that an override took away from the function is left alone', () => {
  const stack = stackUnderTest();
  const fn = plainFunction(stack);
  (fn.node.defaultChild as CfnResource).addPropertyOverride('Role', 'arn:aws:iam::123456789012:role/given');
  ServerlessGuard.protect(stack);
  expect(entryOf(fn, 'scoped-role')).toMatchObject({ state: 'refused', reason: expect.stringContaining('its Role is overridden') });
  expect(warnings(stack)).toHaveLength(1);
});

test('logs that an override sends elsewhere may be written there', () => {
  const stack = stackUnderTest();
  (plainFunction(stack).node.defaultChild as CfnResource).addPropertyOverride('LoggingConfig.LogGroup', '/shop/orders');
  ServerlessGuard.protect(stack);
  expect(JSON.stringify(resourcesOf(stack, 'AWS::IAM::ManagedPolicy')[0]!.Properties)).toContain('log-group:/shop/orders:*');
});
