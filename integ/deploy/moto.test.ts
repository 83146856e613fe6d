/** The bed that the other tests stand on: what CloudFormation refuses must fail here too. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { Account } from './account';

let account: Account;

before(async () => { account = await Account.open(); });
after(async () => account.close());

const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }] } } };
const FUNCTION = { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { ZipFile: 'exports.handler = async () => ({});' }, Role: { 'Fn::GetAtt': ['Role', 'Arn'] } };

const create = async (name: string, resources: Record<string, unknown>) =>
  account.cloudFormation.send(new CreateStackCommand({ StackName: name, TemplateBody: JSON.stringify({ Resources: resources }) }));

test('takes a template that is right', async () => {
  await create('Right', { Role: ROLE, Function: { Type: 'AWS::Lambda::Function', Properties: FUNCTION } });
});

test('refuses a circle of references', async () => {
  const policy = { PolicyName: 'self', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'lambda:Update*', Resource: { 'Fn::GetAtt': ['Function', 'Arn'] } }] } };
  const role = { ...ROLE, Properties: { ...ROLE.Properties, Policies: [policy] } };
  await assert.rejects(create('Circle', { Role: role, Function: { Type: 'AWS::Lambda::Function', Properties: FUNCTION } }), /Circular dependency/);
});

const WRONG: Record<string, [Record<string, unknown>, RegExp]> = {
  'a layer that is not there': [{ Layers: ['arn:aws:lambda:eu-central-1:123456789012:layer:none:1'] }, /layer/i],
  'a number where text belongs': [{ TracingConfig: { Mode: 7 } }, /TracingConfig\.Mode/],
  'a property that nothing sends': [{ Tracing: 'Active' }, /Tracing/],
  'a reference to nothing': [{ Description: { 'Fn::GetAtt': ['Nothing', 'Arn'] } }, /Nothing/],
};

for (const [what, [properties, message]] of Object.entries(WRONG)) {
  test(`refuses ${what}`, async () => {
    await assert.rejects(create(what.replaceAll(' ', '-'), { Role: ROLE, Function: { Type: 'AWS::Lambda::Function', Properties: { ...FUNCTION, ...properties } } }), message);
  });
}

test('refuses a resource type that nobody has judged', async () => {
  await assert.rejects(create('Unknown', { Thing: { Type: 'AWS::Made::Up' } }), /AWS::Made::Up.*stand_in/);
});
