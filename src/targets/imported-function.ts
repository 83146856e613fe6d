import { CfnResource } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';

/** What else is an `IFunction`: functions themselves, and versions and aliases, whose function is a construct of its own. */
const OTHERS = [lambda.Function, lambda.SingletonFunction, lambda.QualifiedFunctionBase];

/**
 * Whether a construct only refers to a function that exists elsewhere: `fromFunctionArn` and its kin.
 *
 * CDK has no public class for them; what tells them apart is that they bring no resource of their own, but permissions at most.
 */
export function isImportedFunction(node: IConstruct): boolean {
  if (!(node instanceof lambda.FunctionBase) || OTHERS.some(other => node instanceof other)) return false;
  return node.node.defaultChild === undefined && !node.node.findAll().some(isFunctionOfItsOwn);
}

/** Somebody's construct around a function is no import. */
function isFunctionOfItsOwn(node: IConstruct): boolean {
  return CfnResource.isCfnResource(node) && node.cfnResourceType.endsWith('::Function');
}
