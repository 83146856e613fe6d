import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { removingOnFailure } from './removing-on-failure';
import type { StackBudget } from './stack-budget';

/** The same two steps up from src/hardening and from lib/hardening. */
const ASSETS = join(__dirname, '..', '..', 'assets');
const LAYER_ID = 'ServerlessGuardLayer';

let build: string | undefined;

/** Hash of the guard's files: as a variable of the function it makes a new guard a new version. */
export function guardBuild(): string {
  build ??= (JSON.parse(readFileSync(join(ASSETS, 'guard-node.json'), 'utf8')) as { readonly build: string }).build;
  return build;
}

/** The guard's layer in a stack, made on first use; nothing where the stack has no room for it. */
export function guardLayerOf(stack: Stack, budget: StackBudget): lambda.ILayerVersion | undefined {
  const known = stack.node.tryFindChild(LAYER_ID);
  if (known instanceof lambda.LayerVersion) return known;
  if (!budget.take(1)) return undefined;
  return removingOnFailure(stack, LAYER_ID, () => new lambda.LayerVersion(stack, LAYER_ID, {
    code: lambda.Code.fromAsset(join(ASSETS, 'guard-node')),
    description: `cdk-serverless-guard, build ${guardBuild()}`,
  }));
}
