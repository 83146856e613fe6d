import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { FunctionTarget } from '../targets/function-target';

/** Services that hand their events to a function asynchronously, by the first label of the principal. */
const ASYNCHRONOUS = new Set(['cloudformation', 'codecommit', 'config', 'events', 'iot', 'logs', 's3', 'ses', 'sns']);

interface Index {
  readonly permissions: ReadonlyArray<{ readonly functionName: string; readonly principal: string }>;
  readonly invokeConfigs: readonly string[];
}

const INDICES = new WeakMap<Stack, Index>();

/** The first service that invokes the function asynchronously, as far as its stack's permissions say. */
export function asynchronousTrigger(target: FunctionTarget): string | undefined {
  const names = namesOf(target);
  return indexOf(target.stack).permissions
    .find(permission => names.some(name => permission.functionName.includes(name)) && ASYNCHRONOUS.has(permission.principal))?.principal;
}

/** Whether the stack configures the function's asynchronous invocations already. */
export function hasInvokeConfig(target: FunctionTarget): boolean {
  const names = namesOf(target);
  return indexOf(target.stack).invokeConfigs.some(functionName => names.some(name => functionName.includes(name)));
}

/** Read once per stack, so that the work grows with the stack and not with its square. */
function indexOf(stack: Stack): Index {
  const known = INDICES.get(stack);
  if (known !== undefined) return known;
  const resources = stack.node.findAll().filter(node => Stack.of(node) === stack);
  const made: Index = {
    permissions: resources.filter(node => node instanceof lambda.CfnPermission).map(permission => ({
      functionName: JSON.stringify(stack.resolve(permission.functionName)),
      principal: String(stack.resolve(permission.principal)).split('.')[0] ?? '',
    })),
    invokeConfigs: resources.filter(node => node instanceof lambda.CfnEventInvokeConfig)
      .map(config => JSON.stringify(stack.resolve(config.functionName))),
  };
  INDICES.set(stack, made);
  return made;
}

/** How resolved text names a function: by its logical id in `Ref` and `Fn::GetAtt`, or by a literal name. */
function namesOf(target: FunctionTarget): string[] {
  const names = [`"${target.logicalId}"`];
  const { FunctionName } = target.properties;
  if (typeof FunctionName === 'string') names.push(`"${FunctionName}"`, `:${FunctionName}"`);
  return names;
}
