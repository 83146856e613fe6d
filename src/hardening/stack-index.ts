import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { FunctionTarget } from '../targets/function-target';

/** Services that hand their events to a function asynchronously, by the first label of the principal. */
const ASYNCHRONOUS = new Set(['cloudformation', 'codecommit', 'config', 'events', 'iot', 'logs', 's3', 'ses', 'sns']);

/** A source whose unread records have a metric of their own. */
export type LaggingSource = 'stream' | 'kafka';

interface Index {
  readonly permissions: ReadonlyArray<{ readonly functionName: string; readonly principal: string }>;
  readonly invokeConfigs: readonly string[];
}

interface Mapping {
  readonly functionName: string;
  readonly source: LaggingSource;
}

const INDICES = new WeakMap<Stack, Index>();
const MAPPINGS = new WeakMap<Stack, readonly Mapping[]>();

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

/** The sources that a function reads and can fall behind. */
export function laggingSources(target: FunctionTarget): ReadonlySet<LaggingSource> {
  const mappings = mappingsOf(target.stack);
  if (mappings.length === 0) return new Set();
  const names = namesOf(target);
  return new Set(mappings.filter(({ functionName }) => names.some(name => functionName.includes(name))).map(({ source }) => source));
}

/** How many sources the functions of a stack read and can fall behind. */
export function countLaggingSources(stack: Stack): number {
  return mappingsOf(stack).length;
}

function mappingsOf(stack: Stack): readonly Mapping[] {
  const known = MAPPINGS.get(stack);
  if (known !== undefined) return known;
  const made = stack.node.findAll()
    .filter(node => node instanceof lambda.CfnEventSourceMapping && node.stack === stack)
    .flatMap(mapping => {
      const source = laggingSource(mapping as lambda.CfnEventSourceMapping);
      return source === undefined ? [] : [{ functionName: JSON.stringify(stack.resolve((mapping as lambda.CfnEventSourceMapping).functionName)), source }];
    });
  MAPPINGS.set(stack, made);
  return made;
}

/** By what each kind of source alone has: queues and brokers take no starting position. */
function laggingSource({ topics, startingPosition, documentDbEventSourceConfig }: lambda.CfnEventSourceMapping): LaggingSource | undefined {
  if (topics !== undefined) return 'kafka';
  return startingPosition === undefined || documentDbEventSourceConfig !== undefined ? undefined : 'stream';
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
