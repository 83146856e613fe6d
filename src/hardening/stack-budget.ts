import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { Refusal } from './ledger';

/** CloudFormation's limit (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html). */
const RESOURCE_LIMIT = 500;
/** What other aspects may still add after this one. */
const MARGIN = 10;
/** The most that measures other than alarms make for one function: policy, log group, event invoke configuration, queue and its policy. */
const PER_FUNCTION = 5;

const FUNCTION_TYPE = 'AWS::Lambda::Function';

const BUDGETS = new WeakMap<Stack, StackBudget>();

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

  private free: number;
  private functionsLeft: number;

  private constructor(stack: Stack) {
    const { resources, functions } = count(stack);
    this.free = RESOURCE_LIMIT - MARGIN - resources;
    this.functionsLeft = functions;
  }

  /** Begins with the next function, for which nothing needs to be kept free from here on. */
  public next(): void {
    this.functionsLeft -= 1;
  }

  /** Takes resources that a measure cannot do without. */
  public take(resources: number): boolean {
    if (this.free < resources) return false;
    this.free -= resources;
    return true;
  }

  /** Takes resources that leave enough for the other functions of the stack. */
  public takeSpare(resources: number): boolean {
    if (this.free - this.functionsLeft * PER_FUNCTION < resources) return false;
    this.free -= resources;
    return true;
  }
}

/** Resources of the stack's own template; the resource of a nested stack is a sibling of the nested stack. */
function count(stack: Stack): { readonly resources: number; readonly functions: number } {
  let resources = 0;
  let functions = 0;
  const pending: IConstruct[] = [...stack.node.children];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (Stack.isStack(node)) continue;
    if (CfnResource.isCfnResource(node)) {
      resources += 1;
      if (node.cfnResourceType === FUNCTION_TYPE) functions += 1;
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
