import { App, CfnResource, Stack } from 'aws-cdk-lib';
import type { AppProps, StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct, IConstruct } from 'constructs';
import type { LedgerEntry } from '../../src/contract/ledger';
import { readLedger } from '../../src/hardening/ledger';

// The WASM validator of newer CDK versions takes seconds per process; one test of its own has it on.
process.env.CDK_VALIDATION = 'false';
// Deprecated properties must be kept too.
process.env.JSII_DEPRECATED = 'quiet';

/** The properties of a function that everything can be done to. */
export const PLAIN = {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({});'),
} satisfies lambda.FunctionProps;

export function stackUnderTest(props: StackProps = {}, appProps: AppProps = {}): Stack {
  return new Stack(new App(appProps), 'Shop', props);
}

export function plainFunction(scope: Construct, props: Partial<lambda.FunctionProps> = {}, id = 'Orders'): lambda.Function {
  return new lambda.Function(scope, id, { ...PLAIN, ...props });
}

/** An L1 with nothing but what CloudFormation needs. */
export function rawFunction(scope: Construct, props: Partial<lambda.CfnFunctionProps> = {}, id = 'Raw'): lambda.CfnFunction {
  return new lambda.CfnFunction(scope, id, {
    code: { zipFile: 'exports.handler = async () => ({});' },
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    role: 'arn:aws:iam::123456789012:role/given',
    ...props,
  });
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, any>;
  readonly Metadata?: Record<string, any>;
  readonly DependsOn?: readonly string[];
}

export function resourcesOf(stack: Stack, type: string): Resource[] {
  return Object.values(Template.fromStack(stack).findResources(type)) as Resource[];
}

export function onlyResource(stack: Stack, type: string): Resource {
  const found = resourcesOf(stack, type);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** The user's functions in a stack's template, without those that CDK brought along. */
export function userFunctions(stack: Stack): Resource[] {
  return resourcesOf(stack, 'AWS::Lambda::Function').filter(resource => resource.Properties.Timeout !== 900);
}

export function onlyFunction(stack: Stack): Resource {
  const found = userFunctions(stack);
  expect(found).toHaveLength(1);
  return found[0]!;
}

export function variablesOf(stack: Stack): Record<string, any> {
  return onlyFunction(stack).Properties.Environment?.Variables ?? {};
}

/** What became of one measure on a function; synthesises first. */
export function entryOf(construct: IConstruct, measure: string): LedgerEntry | undefined {
  Template.fromStack(Stack.of(construct));
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  return readLedger(resource as CfnResource).find(entry => entry.measure === measure);
}

/** The ids of the guard's warnings in a stack, sorted. */
export function warningIds(stack: Stack): string[] {
  return warnings(stack).map(text => /\[ack: ServerlessGuard::([\w-]+)\]$/.exec(text)?.[1] ?? text).sort();
}

export function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('ServerlessGuard::')).map(({ entry }) => String(entry.data));
}

/** The statement of the scoped policy with a certain Sid. */
export function statementOf(stack: Stack, sid: string): Record<string, any> | undefined {
  const { PolicyDocument } = onlyResource(stack, 'AWS::IAM::ManagedPolicy').Properties;
  return PolicyDocument.Statement.find((statement: { Sid: string }) => statement.Sid === sid);
}
