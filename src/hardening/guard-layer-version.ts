import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { freeId } from './free-id';
import { visitLate } from './late-visit';
import { nameAsCdkDoes } from './own-names';
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

const LAYERS = new WeakMap<Stack, lambda.LayerVersion>();

/** The guard's layer in a stack, made on first use; nothing where the stack has no room for it. */
export function guardLayerOf(stack: Stack, budget: StackBudget): lambda.ILayerVersion | undefined {
  const known = LAYERS.get(stack);
  if (known !== undefined) return known;
  if (!budget.take(1)) return undefined;
  const id = freeId(stack, LAYER_ID);
  const made = removingOnFailure(stack, id, () => makeLayer(stack, id));
  LAYERS.set(stack, made);
  return made;
}

function makeLayer(stack: Stack, id: string): lambda.LayerVersion {
  const layer = new lambda.LayerVersion(stack, id, {
    code: lambda.Code.fromAsset(join(ASSETS, 'guard-node')),
    description: `cdk-serverless-guard, build ${guardBuild()}`,
  });
  nameAsCdkDoes(layer);
  visitLate(layer);
  return layer;
}
