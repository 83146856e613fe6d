import { Aspects, CfnOutput, CfnResource } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { plainFunction, rawFunction, stackUnderTest, warningIds } from './app-under-test';
import { HardeningMeasure, ServerlessGuard } from '../../src';
import * as layerVersion from '../../src/hardening/guard-layer-version';

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());

afterEach(() => jest.restoreAllMocks());

function guarded(): Stack {
  const stack = stackUnderTest();
  Aspects.of(stack).add(new ServerlessGuard());
  return stack;
}

describe('an update of the guard', () => {
  const versionIds = (build: string, make: (stack: Stack) => void) => {
    jest.spyOn(layerVersion, 'guardBuild').mockReturnValue(build);
    const stack = guarded();
    make(stack);
    return Object.keys(Template.fromStack(stack).findResources('AWS::Lambda::Version'));
  };

  test.each<[string, (stack: Stack) => void]>([
    ['currentVersion', stack => void plainFunction(stack).currentVersion],
    ['the version of an alias', stack => void plainFunction(stack).addAlias('live')],
    ['currentVersion of a function whose environment has an override', stack => {
      const fn = plainFunction(stack);
      (fn.node.defaultChild as lambda.CfnFunction).addPropertyOverride('Environment.Variables.TABLE', 'orders');
      fn.addAlias('live');
    }],
  ])('publishes %s anew, and only then', (_, make) => {
    expect(versionIds('0000000000000001', make)).toHaveLength(1);
    expect(versionIds('0000000000000001', make)).toEqual(versionIds('0000000000000001', make));
    expect(versionIds('0000000000000001', make)).not.toEqual(versionIds('0000000000000002', make));
  });
});

describe('a version made by hand', () => {
  const version = (fn: lambda.Function) => new lambda.Version(fn.stack, 'First', { lambda: fn });
  const rawVersion = (stack: Stack) => new lambda.CfnVersion(stack, 'First', { functionName: rawFunction(stack).ref });

  test.each<[string, (stack: Stack) => void]>([
    ['an alias', stack => new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: version(plainFunction(stack)) })],
    ['a share of an alias', stack => {
      const fn = plainFunction(stack);
      new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: fn.currentVersion, additionalVersions: [{ version: version(fn), weight: 0.1 }] });
    }],
    ['an event source', stack => version(plainFunction(stack)).addEventSource(new SqsEventSource(new sqs.Queue(stack, 'Queue')))],
    ['an L1 alias', stack => new lambda.CfnAlias(stack, 'Alias', { name: 'live', functionName: 'Raw', functionVersion: rawVersion(stack).attrVersion })],
    ['a resource of any type', stack => new CfnResource(stack, 'Any', { type: 'Custom::Router', properties: { Target: version(plainFunction(stack)).functionArn } })],
  ])('that takes the traffic of %s brings a warning', (_, make) => {
    const stack = guarded();
    make(stack);
    expect(warningIds(stack).filter(id => id !== 'foreign-role')).toEqual(['version-not-updated']);
  });

  test.each<[string, (stack: Stack) => void]>([
    ['nobody uses', stack => version(plainFunction(stack))],
    ['an output names', stack => new CfnOutput(stack, 'Version', { value: version(plainFunction(stack)).version })],
    ['is that of a function without the guard', stack => {
      const fn = plainFunction(stack);
      ServerlessGuard.protect(fn, { optOut: [{ measure: HardeningMeasure.GUARD_LAYER, reason: 'no input' }] });
      new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: version(fn) });
    }],
    ['CDK keeps current', stack => plainFunction(stack).addAlias('live')],
  ])('that %s brings none', (_, make) => {
    const stack = guarded();
    make(stack);
    expect(warningIds(stack)).toEqual([]);
  });
});
