import { CfnOutput, CfnResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sam from 'aws-cdk-lib/aws-sam';
import { ServerlessGuard } from '../../src';
import { plainFunction, rawFunction, stackUnderTest, warningIds, warnings } from '../hardening/app-under-test';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

const samFunction = (stack: Stack, props: Partial<sam.CfnFunctionProps>) =>
  new sam.CfnFunction(stack, 'Orders', { runtime: 'nodejs22.x', handler: 'index.handler', codeUri: 's3://code/orders.zip', role: 'arn:aws:iam::123456789012:role/given', ...props });

describe('a version that does not follow the function is warned of', () => {
  test.each<[string, (stack: Stack) => void]>([
    ['an explicit version of an output', stack => void new CfnOutput(stack, 'Arn', { value: new lambda.Version(stack, 'V1', { lambda: plainFunction(stack) }).functionArn })],
    ['an explicit version of another stack', stack => {
      const version = new lambda.Version(stack, 'V1', { lambda: plainFunction(stack) });
      new CfnOutput(new Stack(stack.node.scope!, 'Other'), 'Arn', { value: version.functionArn });
    }],
    ['the one of two that is used', stack => {
      const fn = plainFunction(stack);
      new lambda.Version(stack, 'V0', { lambda: fn });
      new CfnOutput(stack, 'Arn', { value: new lambda.Version(stack, 'V1', { lambda: fn }).functionArn });
      new lambda.Version(stack, 'V2', { lambda: fn });
    }],
    ['an explicit version of an alias', stack => void new lambda.Alias(stack, 'Live', { aliasName: 'live', version: new lambda.Version(stack, 'V1', { lambda: plainFunction(stack) }) })],
    ['an L1 version', stack => {
      const version = new lambda.CfnVersion(stack, 'V1', { functionName: rawFunction(stack).ref });
      new lambda.CfnAlias(stack, 'Live', { name: 'live', functionName: 'raw', functionVersion: version.attrVersion });
    }],
    ['a raw version', stack => {
      rawFunction(stack);
      new CfnResource(stack, 'V1', { type: 'AWS::Lambda::Version', properties: { FunctionName: { Ref: 'Raw' } } });
      new CfnResource(stack, 'Live', { type: 'AWS::Lambda::Alias', properties: { Name: 'live', FunctionVersion: { 'Fn::GetAtt': ['V1', 'Version'] } } });
    }],
    ['SAM\'s AutoPublishAlias', stack => void samFunction(stack, { autoPublishAlias: 'live' })],
  ])('%s', (_, make) => {
    const stack = stackUnderTest();
    make(stack);
    ServerlessGuard.protect(stack);
    expect(warningIds(stack)).toContain('version-kept');
    expect(warnings(stack).join()).toMatch(/V1|AutoPublishAlias/);
  });

  test.each<[string, (stack: Stack) => void]>([
    ['currentVersion', stack => void plainFunction(stack).currentVersion],
    ['an alias', stack => void plainFunction(stack).addAlias('live')],
    ['a version that nothing refers to', stack => void new lambda.Version(stack, 'V1', { lambda: plainFunction(stack) })],
    ['no version', stack => void plainFunction(stack)],
    ['another function\'s version', stack => {
      plainFunction(stack);
      new lambda.CfnVersion(stack, 'V1', { functionName: 'other' });
    }],
    ['SAM\'s AutoPublishAliasAllProperties', stack => samFunction(stack, { autoPublishAlias: 'live' }).addPropertyOverride('AutoPublishAliasAllProperties', true)],
  ])('%s is none', (_, make) => {
    const stack = stackUnderTest();
    make(stack);
    ServerlessGuard.protect(stack);
    expect(warningIds(stack)).not.toContain('version-kept');
  });
});

test('an alias gets a new version with the guard', () => {
  const versionsOf = (protect: boolean) => {
    const stack = stackUnderTest();
    plainFunction(stack).addAlias('live');
    if (protect) ServerlessGuard.protect(stack);
    return Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Version'));
  };
  expect(versionsOf(true)).not.toEqual(versionsOf(false));
});
