import { Token } from 'aws-cdk-lib';
import type { Stack } from 'aws-cdk-lib';
import { ownArn } from './own-arn';
import type { PolicyArn } from './own-arn';
import type { FunctionTarget } from '../targets/function-target';

/**
 * How much of the stack's name and of the logical id CloudFormation keeps in a generated function name.
 *
 * It joins both with a dash and 12 random characters and cuts them so that the whole has 64; 25 of each remain at least.
 */
const KEPT_OF_EACH = 20;

/**
 * The function's name for its own role: exact where the user gave it, else a pattern of what CloudFormation will generate.
 *
 * A reference would be exact too, but the function needs its role first, so it would close a circle.
 */
export function ownNamePattern(target: FunctionTarget): string {
  const given = target.properties.FunctionName;
  if (given !== undefined) return typeof given === 'string' ? given : Token.asString(target.live.FunctionName);
  return generatedName(target.stack, target.logicalId);
}

/** The pattern of the name that CloudFormation generates for a resource. */
export function generatedName(stack: Stack, logicalId: string): string {
  return `${stackPrefix(stack)}-${logicalId.slice(0, KEPT_OF_EACH)}*`;
}

/** Whether the name above is a pattern and not the name. */
export function hasGeneratedName(target: FunctionTarget): boolean {
  return target.properties.FunctionName === undefined;
}

/** The ARNs that name the function itself in its own role, without and with a version or alias. */
export function ownFunctionArns(target: FunctionTarget): PolicyArn[] {
  const name = `function:${ownNamePattern(target)}`;
  const names = hasGeneratedName(target) ? [name] : [name, `${name}:*`];
  return names.map(resource => ownArn(target.stack, 'lambda', resource));
}

/** The ARN of every function of this account and region, for conditions on calls that function code makes. */
export function anyFunctionArn(stack: Stack): PolicyArn {
  return ownArn(stack, 'lambda', 'function:*');
}

/** A nested stack's name is generated too and begins with the name of the stack around it. */
function stackPrefix(stack: Stack): string {
  const parent = stack.nestedStackParent;
  if (parent !== undefined) return stackPrefix(parent).replace(/\*?$/, '*');
  const name = stack.stackName;
  if (Token.isUnresolved(name)) return '*';
  return name.length <= KEPT_OF_EACH ? name : `${name.slice(0, KEPT_OF_EACH)}*`;
}
