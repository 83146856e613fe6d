import { Aspects } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { plainFunction, stackUnderTest } from './app-under-test';
import { ServerlessGuard } from '../../src';
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
