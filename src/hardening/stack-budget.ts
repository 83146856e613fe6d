import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Refusal } from './ledger';
import { settingsOf } from './settings';
import type { HardeningSettings } from './settings';
import { HardeningMeasure } from '../options';

/** CloudFormation's limit (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html). */
const RESOURCE_LIMIT = 500;
/** What other aspects may still add after this one. */
const MARGIN = 10;
/** Policy and log group, or its retention. */
const PER_FUNCTION = 2;
/** Event invoke configuration, queue and its policy, where failures are handled. */
const PER_FAILURE_HANDLING = 3;

const FUNCTION_TYPES: ReadonlySet<string> = new Set(['AWS::Lambda::Function', 'AWS::Serverless::Function']);

const BUDGETS = new WeakMap<Stack, StackBudget>();

/** A function of a stack that some guard reaches, and how it is protected. */
export interface ProtectedFunction {
  readonly resource: CfnResource;
  readonly settings: HardeningSettings;
}

/**
 * How many resources may still be made in a stack.
 *
 * An app that synthesises without the guard must synthesise with it, so a stack that is nearly full goes without alarms first.
 */
export class StackBudget {
  public static of(stack: Stack): StackBudget {
    const known = BUDGETS.get(stack);
    if (known !== undefined) return known;
    const made = new StackBudget(stack);
    BUDGETS.set(stack, made);
    return made;
  }

  /** Functions that were there when the first of them was hardened. */
  public readonly functions: readonly ProtectedFunction[];

  private free: number;
  /** What each function that is still to come will need at most, alarms apart. */
  private readonly reserved: Map<CfnResource, number>;
  private reservedInAll = 0;

  private constructor(stack: Stack) {
    const { resources, functions } = survey(stack);
    this.free = RESOURCE_LIMIT - MARGIN - resources;
    this.functions = functions.map(resource => ({ resource, settings: settingsOf(resource) })).filter(({ settings }) => settings.isProtected);
    this.reserved = new Map(this.functions.map(({ resource, settings }) => [resource, needs(settings)]));
    for (const needed of this.reserved.values()) this.reservedInAll += needed;
  }

  /** What is left beyond what the functions still to come need. */
  public get spare(): number {
    return this.free - this.reservedInAll;
  }

  /** Begins with a function, for which nothing needs to be kept free from here on. */
  public begin(resource: CfnResource): void {
    this.reservedInAll -= this.reserved.get(resource) ?? 0;
    this.reserved.delete(resource);
  }

  /** Takes resources that a measure cannot do without. */
  public take(resources: number): boolean {
    if (this.free < resources) return false;
    this.free -= resources;
    return true;
  }

  /** Takes resources that leave enough for the other functions of the stack. */
  public takeSpare(resources: number): boolean {
    if (this.spare < resources) return false;
    this.free -= resources;
    return true;
  }
}

function needs({ isConstruct, alsoSet }: HardeningSettings): number {
  const handlesFailures = isConstruct || alsoSet.includes(HardeningMeasure.FAILURE_HANDLING);
  return handlesFailures ? PER_FUNCTION + PER_FAILURE_HANDLING : PER_FUNCTION;
}

/** Resources of the stack's own template; the resource of a nested stack is a sibling of the nested stack. */
function survey(stack: Stack): { readonly resources: number; readonly functions: CfnResource[] } {
  let resources = 0;
  const functions: CfnResource[] = [];
  const pending: IConstruct[] = [...stack.node.children];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (Stack.isStack(node)) continue;
    if (CfnResource.isCfnResource(node)) {
      resources += 1;
      if (FUNCTION_TYPES.has(node.cfnResourceType)) functions.push(node);
    }
    pending.push(...node.node.children);
  }
  return { resources, functions };
}

/** The refusal of a measure for which a stack has no room. */
export function stackFull(what: string, stack: Stack): Refusal {
  return {
    id: 'stack-full',
    what: `${what} was left out`,
    why: `the stack ${stack.node.path} comes near ${RESOURCE_LIMIT} resources, the most that CloudFormation takes`,
    cure: 'split the stack, or opt out of measures that its functions can do without',
  };
}
