import { CfnResource } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { isCdkOwnedFunction, isCdkOwnedResource } from './cdk-owned';
import { CfnFunctionTarget } from './cfn-function-target';
import type { FunctionTarget } from './function-target';
import { isImportedFunction } from './imported-function';
import { isLambdaAtEdge } from './lambda-at-edge';
import { LambdaFunctionTarget } from './lambda-function-target';
import type { LeftAlone } from './left-alone';
import { ResourceTarget } from './resource-target';
import { SamFunctionTarget } from './sam-function-target';

export type Found =
  | { readonly kind: 'function'; readonly target: FunctionTarget }
  | { readonly kind: 'leftAlone'; readonly leftAlone: LeftAlone };

const FUNCTION_TYPE = 'AWS::Lambda::Function';
const SAM_TYPE = 'AWS::Serverless::Function';

/** Functions that take neither this guard nor its layer. */
const WEB_FUNCTIONS: ReadonlySet<string> = new Set(['AWS::Lambda::WebFunction', 'AWS::Serverless::WebFunction']);

const VALIDATE = 'validate its input in the code and acknowledge this warning';

/** The function that a construct is, if it is one. An L2 is found before its L1, which is then nothing by itself. */
export function findTarget(node: IConstruct): Found | undefined {
  if (!isFunction(node)) return undefined;
  if (node instanceof lambda.Function) return fromConstruct(node);
  if (CfnResource.isCfnResource(node)) return fromResource(node);
  return fromImported(node);
}

/** Whether a construct stands for a function by itself; says so without reading any property. */
export function isFunction(node: IConstruct): boolean {
  if (node instanceof lambda.Function) return node.node.defaultChild instanceof lambda.CfnFunction;
  if (isFunctionResource(node)) return !(node.node.scope instanceof lambda.Function);
  return isImportedFunction(node);
}

function fromConstruct(construct: lambda.Function): Found {
  const resource = construct.node.defaultChild as lambda.CfnFunction;
  if (isCdkOwnedFunction(construct)) return leftAlone(resource, { kind: 'cdk-owned', reason: 'it comes with CDK' });
  return readable(resource, () => new LambdaFunctionTarget(construct, resource));
}

function fromResource(resource: CfnResource): Found {
  if (isCdkOwnedResource(resource)) return leftAlone(resource, { kind: 'cdk-owned', reason: 'it comes with CDK' });
  if (WEB_FUNCTIONS.has(resource.cfnResourceType)) {
    return leftAlone(resource, { kind: 'web-function', reason: 'web functions take neither this guard nor its layer', cure: VALIDATE });
  }
  if (!isOfThisCopy(resource)) {
    const reason = 'it is made by another copy of aws-cdk-lib, whose edge functions and providers cannot be told apart';
    return leftAlone(resource, { kind: 'other-copy', reason, cure: 'have one copy of aws-cdk-lib in the app, or acknowledge this warning' });
  }
  return readable(resource, () => targetOf(resource));
}

function targetOf(resource: CfnResource): FunctionTarget {
  if (resource.cfnResourceType === SAM_TYPE) return new SamFunctionTarget(resource);
  return resource instanceof lambda.CfnFunction ? new CfnFunctionTarget(resource) : new ResourceTarget(resource);
}

function fromImported(construct: IConstruct): Found {
  const reason = 'it is imported, so its resource belongs to another app';
  return leftAlone(construct, { kind: 'imported-function', reason, cure: 'protect it in the app that makes it, then acknowledge this warning' });
}

function isFunctionResource(node: IConstruct): node is CfnResource {
  if (!CfnResource.isCfnResource(node)) return false;
  const type = node.cfnResourceType;
  return type === FUNCTION_TYPE || type === SAM_TYPE || WEB_FUNCTIONS.has(type);
}

/** The one question that needs `instanceof`: everything else asks for the type by name. */
function isOfThisCopy(resource: CfnResource): boolean {
  return resource instanceof CfnResource;
}

/** A lazy value of somebody else may throw when it is read before its time; that must not end the synthesis. */
function readable(resource: CfnResource, read: () => FunctionTarget): Found {
  try {
    const target = read();
    return isLambdaAtEdge(target) ? atEdge(resource) : { kind: 'function', target };
  } catch (error) {
    const reason = `its properties cannot be read yet: ${error instanceof Error ? error.message : String(error)}`;
    return leftAlone(resource, { kind: 'unreadable', reason, cure: 'give the property a value that is known before synthesis' });
  }
}

function atEdge(resource: CfnResource): Found {
  const reason = 'it runs at the edge, where neither layers nor environment variables exist';
  return leftAlone(resource, { kind: 'lambda-at-edge', reason, cure: VALIDATE });
}

function leftAlone(node: IConstruct, why: Omit<LeftAlone, 'node'>): Found {
  return { kind: 'leftAlone', leftAlone: { node, ...why } };
}
