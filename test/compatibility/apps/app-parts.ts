import { App, Stack } from 'aws-cdk-lib';
import type { StackProps } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

export const NODE = {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({});'),
} satisfies lambda.FunctionProps;

export const PYTHON = {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline('def handler(event, context): return {}'),
} satisfies lambda.FunctionProps;

export const EU = { account: '123456789012', region: 'eu-central-1' };
export const US = { account: '123456789012', region: 'us-east-1' };

export function nodeFunction(scope: Construct, id: string, props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(scope, id, { ...NODE, ...props });
}

/** An app of one stack. */
export function inStack(build: (stack: Stack) => void, props?: StackProps): (app: App) => void {
  return app => build(new Stack(app, 'Shop', props));
}
