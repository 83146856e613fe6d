import { App, Aspects, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ServerlessGuard } from '../../src';
import { PLAIN, stackUnderTest, warningIds, warnings } from '../hardening/app-under-test';

/** A stack's template with the aspect and without, the ledger taken out. */
function bothTemplates(make: (stack: Stack) => void): { plain: object; guarded: object; stack: Stack } {
  const env = { region: 'us-east-1', account: '123456789012' };
  const plain = stackUnderTest({ env });
  make(plain);
  const stack = stackUnderTest({ env });
  make(stack);
  Aspects.of(stack).add(new ServerlessGuard());
  const guarded = Template.fromStack(stack).toJSON();
  for (const resource of Object.values<any>(guarded.Resources ?? {})) {
    if (resource.Metadata === undefined) continue;
    delete resource.Metadata['cdk-serverless-guard'];
    if (Object.keys(resource.Metadata).length === 0) delete resource.Metadata;
  }
  return { plain: Template.fromStack(plain).toJSON(), guarded, stack };
}

test.each<[string, (stack: Stack) => void, string[]]>([
  ['Lambda@Edge', stack => new cloudfront.experimental.EdgeFunction(stack, 'Edge', PLAIN), ['lambda-at-edge']],
  ['an imported function', stack => lambda.Function.fromFunctionName(stack, 'Imported', 'other'), ['imported-function']],
  ['web function', stack => new CfnResource(stack, 'Web', { type: 'AWS::Lambda::WebFunction' }), ['web-function']],
  ['CDK\'s own', stack => new logs.LogRetention(stack, 'Keep', { logGroupName: 'x', retention: 7 }), []],
])('%s is exactly as it was, and warned of only where somebody can do something', (_, make, ids) => {
  const { plain, guarded, stack } = bothTemplates(make);
  expect(guarded).toEqual(plain);
  expect(warningIds(stack)).toEqual(ids);
  expect(JSON.stringify(stack.node.findAll().map(node => ServerlessGuard.ledgerOf(node))))
    .toContain('left alone because');
});

test('a warning can be acknowledged on the function or above it', () => {
  const make = (acknowledge: (stack: Stack, fn: lambda.Function) => void) => {
    const stack = new Stack(new App(), 'Shop');
    const fn = new lambda.Function(stack, 'Orders', { ...PLAIN, runtime: lambda.Runtime.PYTHON_3_13 });
    acknowledge(stack, fn);
    Aspects.of(stack).add(new ServerlessGuard());
    return warnings(stack);
  };
  const rule = { id: 'ServerlessGuard::unsupported-runtime', reason: 'input is validated' };
  expect(make(() => undefined)).toHaveLength(1);

  expect(make((_, fn) => Validations.of(fn).acknowledge(rule))).toEqual([]);
  expect(make(stack => Validations.of(stack).acknowledge(rule))).toEqual([]);
});
