import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { freeId } from './free-id';
import { visitLate } from './late-visit';
import { nameAsCdkDoes } from './own-names';
import { removingOnFailure } from './removing-on-failure';
import type { StackBudget } from './stack-budget';

const LAYER_ID = 'ServerlessGuardLayer';

/**
 * Where the guard's built files lie: the same two steps up from src/hardening and from lib/hardening.
 *
 * A seam for tests, which point it at another build to take a stack through an upgrade. It is exported from no entry point.
 */
export const guardAssets = { folder: join(__dirname, '..', '..', 'assets') };

const builds = new Map<string, string>();

/** Hash of the guard's files: as a variable of the function it makes a new guard a new version. */
export function guardBuild({ folder } = guardAssets): string {
  const build = builds.get(folder) ?? (JSON.parse(readFileSync(join(folder, 'guard-node.json'), 'utf8')) as { readonly build: string }).build;
  builds.set(folder, build);
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
    code: lambda.Code.fromAsset(join(guardAssets.folder, 'guard-node')),
    description: `cdk-serverless-guard, build ${guardBuild()}`,
  });
  nameAsCdkDoes(layer);
  visitLate(layer);
  return layer;
}
