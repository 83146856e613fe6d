import { CfnResource } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { isCdkOwnedFunction, isCdkOwnedResource } from './cdk-owned';
import { CfnFunctionTarget } from './cfn-function-target';
import type { FunctionTarget } from './function-target';
import { isLambdaAtEdge } from './lambda-at-edge';
import { LambdaFunctionTarget } from './lambda-function-target';
import type { LeftAlone } from './left-alone';
import { ResourceTarget } from './resource-target';

export type Found =
  | { readonly kind: 'function'; readonly target: FunctionTarget }
  | { readonly kind: 'leftAlone'; readonly leftAlone: LeftAlone };

const FUNCTION_TYPE = 'AWS::Lambda::Function';

const SECURED = 'use SecuredFunction, lambda.Function or lambda.CfnFunction for it, or acknowledge this warning';

/** Types of resources that are functions, with why one that no adapter takes is left alone. */
const FUNCTION_TYPES: Readonly<Record<string, Pick<LeftAlone, 'kind' | 'reason'>>> = {
  [FUNCTION_TYPE]: { kind: 'other-copy', reason: 'it is made by another copy of aws-cdk-lib, whose edge functions and providers cannot be told apart' },
  'AWS::Serverless::Function': { kind: 'sam', reason: 'the SAM transform makes its role and its triggers after synthesis' },
  'AWS::Lambda::WebFunction': { kind: 'web-function', reason: 'web functions take neither this guard nor its layer' },
};

/** The function that a construct is, if it is one. An L2 is found before its L1, which is then nothing by itself. */
export function findTarget(node: IConstruct): Found | undefined {
  if (node instanceof lambda.Function) return fromConstruct(node);
  if (!CfnResource.isCfnResource(node) || !(node.cfnResourceType in FUNCTION_TYPES)) return undefined;
  if (node.node.scope instanceof lambda.Function) return undefined;
  return fromResource(node);
}

function fromConstruct(construct: lambda.Function): Found | undefined {
  const resource = construct.node.defaultChild;
  if (!(resource instanceof lambda.CfnFunction)) return undefined;
  if (isCdkOwnedFunction(construct)) return leftAlone(resource, { kind: 'cdk-owned', reason: 'it comes with CDK' });
  if (isLambdaAtEdge(construct)) {
    const reason = 'it runs at the edge, where neither layers nor environment variables exist';
    return leftAlone(resource, { kind: 'lambda-at-edge', reason, cure: 'validate its input in the code and acknowledge this warning' });
  }
  return readable(resource, () => new LambdaFunctionTarget(construct, resource));
}

function fromResource(resource: CfnResource): Found {
  if (isCdkOwnedResource(resource)) return leftAlone(resource, { kind: 'cdk-owned', reason: 'it comes with CDK' });
  if (resource instanceof lambda.CfnFunction) return readable(resource, () => new CfnFunctionTarget(resource));
  if (isOfThisCopy(resource) && resource.cfnResourceType === FUNCTION_TYPE) return readable(resource, () => new ResourceTarget(resource));
  return leftAlone(resource, { ...FUNCTION_TYPES[resource.cfnResourceType], cure: SECURED });
}

/** The one question that needs `instanceof`: everything else asks for the type by name. */
function isOfThisCopy(resource: CfnResource): boolean {
  return resource instanceof CfnResource;
}

/** A lazy value of somebody else may throw when it is read before its time; that must not end the synthesis. */
function readable(resource: CfnResource, read: () => FunctionTarget): Found {
  try {
    return { kind: 'function', target: read() };
  } catch (error) {
    const reason = `its properties cannot be read yet: ${error instanceof Error ? error.message : String(error)}`;
    return leftAlone(resource, { kind: 'unreadable', reason, cure: 'give the property a value that is known before synthesis' });
  }
}

function leftAlone(resource: CfnResource, why: Omit<LeftAlone, 'resource'>): Found {
  return { kind: 'leftAlone', leftAlone: { resource, ...why } };
}
