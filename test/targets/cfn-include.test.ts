import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { ServerlessGuard } from '../../src';
import { onlyFunction, stackUnderTest, warningIds } from '../hardening/app-under-test';

const folder = mkdtempSync(join(tmpdir(), 'cfn-include-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A template written by hand with one function, included and protected. */
function included(properties: object) {
  const templateFile = join(folder, `${Math.random()}.json`);
  writeFileSync(templateFile, JSON.stringify({
    Parameters: { Runtime: { Type: 'String', Default: 'nodejs24.x' }, Options: { Type: 'String' } },
    Resources: {
      Orders: {
        Type: 'AWS::Lambda::Function',
        Properties: { Role: 'arn:aws:iam::123456789012:role/given', Handler: 'index.handler', Runtime: 'nodejs24.x', Code: { ZipFile: 'x' }, ...properties },
      },
    },
  }));
  const stack = stackUnderTest();
  new CfnInclude(stack, 'Included', { templateFile });
  ServerlessGuard.protect(stack);
  return stack;
}

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

test('an included function is guarded, and keeps what it has', () => {
  const { Layers, Environment } = onlyFunction(included({
    Layers: [{ 'Fn::Sub': 'arn:${AWS::Partition}:lambda:eu-central-1:123456789012:layer:tools:1' }],
    Environment: { Variables: { TABLE: { 'Fn::ImportValue': 'Table' }, NODE_OPTIONS: { Ref: 'Options' } } },
  })).Properties;
  expect(Layers).toEqual([{ 'Fn::Sub': expect.stringContaining('tools') }, { Ref: expect.stringContaining('ServerlessGuardLayer') }]);
  expect(Environment.Variables).toMatchObject({
    TABLE: { 'Fn::ImportValue': 'Table' },
    NODE_OPTIONS: { 'Fn::Join': [' ', ['--require /opt/serverless-guard/preload.cjs', { Ref: 'Options' }]] },
    SERVERLESS_GUARD_MODE: 'block',
  });
});

test('a runtime that is a parameter is not guessed', () => {
  const stack = included({ Runtime: { Ref: 'Runtime' } });
  expect(onlyFunction(stack).Properties).toMatchObject({ Runtime: { Ref: 'Runtime' } });
  expect(onlyFunction(stack).Properties).not.toHaveProperty('Layers');
  expect(warningIds(stack)).toContain('unknown-runtime');
});
